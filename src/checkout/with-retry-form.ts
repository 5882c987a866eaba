import { ShopProblem } from '../common/problem.js';

const BUY_NOW = 'buy-now:';

/** What an order is made from: the shopper's cart … */
export const CART_ORIGIN = 'cart';

/** … or one book, the cart left alone. */
export const buyNowOrigin = (slug: string) => `${BUY_NOW}${slug}`;

/** When Stripe cannot be reached the order stays: the same form finds it, and the same payment. */
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
