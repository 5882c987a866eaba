import { z } from 'zod';
import { Texts } from '../texts/texts.js';
import { MAX_QUANTITY } from './domain/cart-lines.js';
import { chosenIn } from './domain/cart-changes.js';

const slug = z.string().min(1).max(200);
const error = () => Texts.t('input.quantity', { maximum: MAX_QUANTITY });

/** A number, or the digits of a form field. */
const quantity = (minimum: number) =>
  z
    .union([z.string().regex(/^\d{1,3}$/, { error }), z.number()])
    .transform(Number)
    .pipe(z.int({ error }).min(minimum, { error }).max(MAX_QUANTITY, { error }));

export const AddInput = z.object({ slug, quantity: quantity(1).default(1) });
export type AddInput = z.infer<typeof AddInput>;

/** All that is chosen on the page of the cart. */
export const ChosenInput = z.record(z.string(), z.unknown()).transform((fields, context) => {
  const chosen = chosenIn(fields);
  if (chosen) return chosen;
  context.addIssue(error());
  return z.NEVER;
});
export type ChosenInput = z.infer<typeof ChosenInput>;

/** `updated`: the book whose button was pressed. */
export const UpdateInput = z.object({ updated: slug });
export type UpdateInput = z.infer<typeof UpdateInput>;

/** Zero removes the book. */
export const QuantityInput = z.object({ quantity: quantity(0) });
export type QuantityInput = z.infer<typeof QuantityInput>;
