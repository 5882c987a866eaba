import { ShopProblem } from '../common/problem.js';

const BUY_NOW = 'buy-now:';

export const CART_ORIGIN = 'cart';

export const buyNowOrigin = (slug: string) => `${BUY_NOW}${slug}`;

/** Adds the checkout form to `payment-unavailable`. Posted again, it finds the same order and payment. */
export async function withRetryForm<T>(origin: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ShopProblem) || cause.code !== 'payment-unavailable') throw cause;
    const retry = { label: 'Try again', action: '/checkout', fields: fieldsFor(origin) };
    throw new ShopProblem('payment-unavailable', { cause, retry });
  }
}

function fieldsFor(origin: string) {
  if (!origin.startsWith(BUY_NOW)) return [];
  return [{ name: 'slug', value: origin.slice(BUY_NOW.length) }];
}
