import { z } from 'zod';

/**
 * `slug`: that one book, now; without it, the cart. `seen`: what the cart page showed. What anything
 * costs is not the browser's to say.
 */
export const CheckoutInput = z.object({
  slug: z.string().min(1).max(200).optional(),
  seen: z.string().max(4000).optional(),
});

export const ContactInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email('Please enter an e-mail address like ada@example.com.')),
});
