import { isOpen, isOrderState } from '../../src/orders/domain/order-state.js';
import type { ShopBooks } from '../support/invariants/books.js';
import type { StripeAccount } from './stripe-account.js';

const WRITES = new Map([
  ['payment_intent.succeeded', 'payment'],
  ['charge.refunded', 'refund'],
]);

/** An event that counts as applied has told its news: nobody had to ask again. */
export function appliedIsKnown({ events, ledger, orders }: ShopBooks): string[] {
  return orders.flatMap(({ id, number, paymentIntentId }) =>
    [...WRITES].flatMap(([type, kind]) => {
      const told = events.filter(
        (event) =>
          event.type === type &&
          event.status === 'processed' &&
          event.paymentIntentId === paymentIntentId,
      ).length;
      const known = ledger.filter((row) => row.orderId === id && row.kind === kind).length;
      return told <= known ? [] : [`order ${number} applied ${told} ${type} and knows of ${known}`];
    }),
  );
}

/** What the bank asks the shopper about may be paid for twice as long as these orders are old. */
export function atTheBank(stripe: StripeAccount, { orders }: ShopBooks): string[] {
  const waiting = orders.filter(({ state }) => isOrderState(state) && isOpen(state));
  return stripe.intents
    .filter(({ id }) => waiting.some(({ paymentIntentId }) => paymentIntentId === id))
    .filter((intent) => stripe.payment(intent).requiresAction)
    .map(({ id }) => id);
}
