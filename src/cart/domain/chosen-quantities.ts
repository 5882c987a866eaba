import { MAX_QUANTITY } from './cart.js';

const FIELD = /^quantity\[(.+)\]$/;

/** The fields `quantity[slug]` of the cart page, by slug. Null if one is not a quantity. */
export function chosenQuantities(fields: Record<string, unknown>): Map<string, number> | null {
  const chosen = new Map<string, number>();
  for (const [name, value] of Object.entries(fields)) {
    const slug = FIELD.exec(name)?.[1];
    if (slug === undefined) continue;
    const quantity = typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value;
    if (!isQuantity(quantity)) return null;
    chosen.set(slug, quantity);
  }
  return chosen;
}

function isQuantity(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_QUANTITY;
}
