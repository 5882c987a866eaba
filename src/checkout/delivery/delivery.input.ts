import { z } from 'zod';

/** Longer than any field may be: the page then says so beside the field. */
const entry = z.string().max(1000).default('');

/** `slug`: the book of "Buy now". `to`: a country, or `pickup`. */
const Place = { slug: z.string().min(1).max(200).optional(), to: z.string().max(20).optional() };

/** `sample`: fills in an address, in sandbox mode. `changed`: why the page is shown again. */
export const DeliveryQuery = z.object({
  ...Place,
  sample: z.string().optional(),
  changed: z.string().optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/**
 * `seen`: the fingerprint of the offer on the page. `method`: a code, and after a colon the price that the page showed
 * for it, in minor units.
 */
export const DeliveryInput = z.object({
  ...Place,
  seen: z.string().max(4000).optional(),
  method: z.string().max(100).default(''),
  name: entry,
  line1: entry,
  line2: entry,
  city: entry,
  state: entry,
  postalCode: entry,
  phone: entry,
});
export type DeliveryInput = z.infer<typeof DeliveryInput>;
