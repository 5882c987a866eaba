import type { Books } from './books.js';

/** What was acknowledged to Stripe is on disk. */
export function acknowledgedIsKept({ shop, stripe }: Books): string[] {
  const kept = new Set(shop.events.map(({ eventId }) => eventId));
  const acknowledged = stripe.deliveries.filter(({ status }) => status !== null && status < 300);
  return [...new Set(acknowledged.map(({ event }) => event))]
    .filter((event) => !kept.has(event))
    .map((event) => `${event} was acknowledged and is not there`);
}

/** Each event is kept once, and Stripe made it. */
export function eventsAreStripes({ shop, stripe }: Books): string[] {
  const made = new Set(stripe.events.map(({ id }) => id));
  const kept = shop.events.map(({ eventId }) => eventId);
  const twice = kept.filter((eventId, at) => kept.indexOf(eventId) !== at);
  return [
    ...twice.map((eventId) => `${eventId} is kept twice`),
    ...kept.filter((eventId) => !made.has(eventId)).map((eventId) => `${eventId} is not Stripe’s`),
  ];
}

/** No event about a payment of ourPayments waits for ever. */
export function eventsAreApplied({ shop }: Books): string[] {
  const ourPayments = new Set(shop.orders.map(({ paymentIntentId }) => paymentIntentId));
  return shop.events
    .filter(
      ({ status, paymentIntentId }) =>
        status !== 'processed' && paymentIntentId && ourPayments.has(paymentIntentId),
    )
    .map(
      ({ eventId, type, status, lastError }) =>
        `${eventId} (${type}) is ${status}: ${lastError ?? 'not tried'}`,
    );
}
