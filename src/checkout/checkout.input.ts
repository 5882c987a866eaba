import { z } from 'zod';

/** `slug`: a book to buy now, instead of the cart. `seen`: the fingerprint of the offer on the cart page. */
export const CheckoutInput = z.object({
  slug: z.string().min(1).max(200).optional(),
  seen: z.string().max(4000).optional(),
});
export type CheckoutInput = z.infer<typeof CheckoutInput>;

const email = z
  .string()
  .trim()
  .max(254)
  .pipe(z.email('Please enter an e-mail address like ada@example.com.'));

export const ContactInput = z.object({ email });
export type ContactInput = z.infer<typeof ContactInput>;
