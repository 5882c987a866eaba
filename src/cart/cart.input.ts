import { z } from 'zod';
import { MAX_QUANTITY } from './domain/cart.js';

const slug = z.string().min(1).max(200);
const words = `Please choose a whole number of copies, ${MAX_QUANTITY} at most.`;

/** As a form sends it: digits and nothing else. */
const copies = (least: number) =>
  z
    .union([z.string().regex(/^\d{1,3}$/, words), z.number()])
    .transform(Number)
    .pipe(z.int(words).min(least, words).max(MAX_QUANTITY, words));

export const AddInput = z.object({ slug, quantity: copies(1).default(1) });

/** Zero removes. */
export const QuantityInput = z.object({ quantity: copies(0) });
