import { ShopProblem } from '../problem/problem.js';

const BUY_NOW = 'buy-now:';

/** What an order is made from: the shopper's cart … */
export const CART_SOURCE = 'cart';

/** … or one book, the cart left alone. */
export const buyNowSource = (slug: string) => `${BUY_NOW}${slug}`;

/** When Stripe cannot be reached the order stays: the same form finds it, and the same payment. */
export async function offeringRetry<T>(source: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ShopProblem) || cause.code !== 'payment-unavailable') throw cause;
    const retry = { label: 'Try again', action: '/checkout', fields: fieldsFor(source) };
    throw new ShopProblem('payment-unavailable', { cause, retry });
  }
}

function fieldsFor(source: string) {
  if (!source.startsWith(BUY_NOW)) return [];
  return [{ name: 'slug', value: source.slice(BUY_NOW.length) }];
}
