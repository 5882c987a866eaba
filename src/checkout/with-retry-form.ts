import { ShopProblem } from '../common/problem.js';
import type { Order } from '../orders/domain/order.js';
import { Texts } from '../texts/texts.js';

const BUY_NOW = 'buy-now:';

export const CART_ORIGIN = 'cart';

export const buyNowOrigin = (slug: string) => `${BUY_NOW}${slug}`;

/**
 * Adds the checkout form to `payment-unavailable`. It leads to the delivery page, which has what was entered: posted
 * again, that finds the same order and payment.
 */
export async function withRetryForm<T>(origin: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ShopProblem) || cause.code !== 'payment-unavailable') throw cause;
    const retry = {
      label: Texts.t('problem.next.retry'),
      action: '/checkout',
      fields: fieldsFor(origin),
    };
    throw new ShopProblem('payment-unavailable', { cause, retry });
  }
}

/** The delivery page of what was placed from there. */
export function deliveryPagePath(origin: string, query: Record<string, string> = {}): string {
  const slug = slugIn(origin);
  const parameters = new URLSearchParams({ ...(slug !== null && { slug }), ...query }).toString();
  return parameters ? `/checkout/delivery?${parameters}` : '/checkout/delivery';
}

/** The same, to choose the delivery of that order anew. An order of a time when there was none has nothing that changed. */
export function otherDeliveryPath({
  origin,
  delivery,
}: Pick<Order, 'origin' | 'delivery'>): string {
  return deliveryPagePath(origin, delivery === null ? {} : { changed: '1' });
}

function fieldsFor(origin: string) {
  const slug = slugIn(origin);
  return slug === null ? [] : [{ name: 'slug', value: slug }];
}

function slugIn(origin: string): string | null {
  return origin.startsWith(BUY_NOW) ? origin.slice(BUY_NOW.length) : null;
}
