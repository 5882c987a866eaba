import { z } from 'zod';

/** One book, now. What it costs is not the browser's to say. */
export const CheckoutInput = z.object({ slug: z.string().min(1).max(200) });

export const ContactInput = z.object({
  email: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email('Please enter an e-mail address like ada@example.com.')),
});
