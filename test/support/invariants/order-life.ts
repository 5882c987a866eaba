import {
  isOrderState,
  ORDER_NOTES,
  nextState,
  type OrderEvent,
  ORDER_EVENTS,
} from '../../../src/orders/domain/order-state.js';
import type { Books, TimelineRow } from './books.js';

const ONCE = [
  'order_placed',
  'payment_succeeded',
  'payment_mismatched',
  'stock_unavailable',
  'order_superseded',
  'order_expired',
  'payment_canceled',
];
const PAID_WHATEVER_COMES = new Set([
  'paid',
  'partially_refunded',
  'refunded',
  'disputed',
  'needs_review',
]);

function lives({ shop }: Books) {
  return shop.orders.map((order) => ({
    order,
    life: shop.timeline.filter(({ orderId }) => orderId === order.id),
  }));
}

/** Every step of an order's life is one that can be, and its last is what the order is. */
export function livesAreAllowed(books: Books): string[] {
  return lives(books).flatMap(({ order, life }) => {
    const wrong = life.flatMap((entry, at) => wrongStep(life[at - 1], entry));
    const last = life.at(-1)?.state;
    if (last !== order.state)
      wrong.push(`is ${order.state}, its story ends ${last ?? 'before it begins'}`);
    return wrong.map((what) => `order ${order.number} ${what}`);
  });
}

function wrongStep(before: TimelineRow | undefined, { event, state }: TimelineRow): string[] {
  if (!before)
    return event === 'order_placed' && state === 'pending' ? [] : [`begins with ${event}`];
  if (PAID_WHATEVER_COMES.has(before.state) && !PAID_WHATEVER_COMES.has(state)) {
    return [`was ${before.state} and then ${state}`];
  }
  if (!isEvent(event)) return isNote(event) ? [] : [`knows of ${event}, which nothing is`];
  const next = isOrderState(before.state) ? nextState(before.state, event) : null;
  return next === state ? [] : [`went from ${before.state} to ${state} by ${event}`];
}

function isNote(event: string): boolean {
  return (ORDER_NOTES as readonly string[]).includes(event);
}

function isEvent(event: string): event is OrderEvent {
  return (ORDER_EVENTS as readonly string[]).includes(event);
}

/** What happens once is told once. */
export function onceIsOnce(books: Books): string[] {
  return lives(books).flatMap(({ order, life }) =>
    ONCE.flatMap((event) => {
      const times = life.filter((entry) => entry.event === event).length;
      return times > 1 ? [`order ${order.number} tells ${times} times of ${event}`] : [];
    }),
  );
}

/** Each declined attempt is told of at most once. */
export function declinesAreCounted(books: Books): string[] {
  return lives(books).flatMap(({ order, life }) => {
    const told = life.filter(({ event }) => event === 'payment_failed').length;
    const declined = books.stripe.events.filter(
      ({ type, data: { object } }) =>
        type === 'payment_intent.payment_failed' &&
        'id' in object &&
        object.id === order.paymentIntentId,
    ).length;
    return told > declined
      ? [`order ${order.number} tells of ${told} declines, Stripe of ${declined}`]
      : [];
  });
}
