import { z } from 'zod';
import { MAX_QUANTITY } from './domain/cart.js';

const slug = z.string().min(1).max(200);
const message = `Please choose a whole number of copies, ${MAX_QUANTITY} at most.`;

/** A number, or the digits of a form field. */
const quantity = (minimum: number) =>
  z
    .union([z.string().regex(/^\d{1,3}$/, message), z.number()])
    .transform(Number)
    .pipe(z.int(message).min(minimum, message).max(MAX_QUANTITY, message));

export const AddInput = z.object({ slug, quantity: quantity(1).default(1) });
export type AddInput = z.infer<typeof AddInput>;

/** Zero removes the book. */
export const QuantityInput = z.object({ quantity: quantity(0) });
export type QuantityInput = z.infer<typeof QuantityInput>;
