import { z } from 'zod';
import { EmailAddress } from '../common/email-address.js';

/** `slug`: a book to buy now, instead of the cart. `seen`: the fingerprint of the offer on the cart page. */
export const CheckoutInput = z.object({
  slug: z.string().min(1).max(200).optional(),
  seen: z.string().max(4000).optional(),
});
export type CheckoutInput = z.infer<typeof CheckoutInput>;

export const ContactInput = z.object({ email: EmailAddress });
export type ContactInput = z.infer<typeof ContactInput>;
