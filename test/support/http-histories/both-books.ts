import type Stripe from 'stripe';
import { onDatabase } from '../database.js';
import type { World } from '../world.js';

interface OrderBook {
  id: string;
  state: string;
  totalMinor: number;
  paymentIntentId: string;
}

interface Books {
  state: string;
  /** What is left of the money, in minor units. */
  balance: number;
}

const DIRECTION: Record<string, number> = { payment: 1, refund: -1, refund_failed: 1, dispute: -1, dispute_won: 1 }; // prettier-ignore

/** What the shop says of an order, and what has to follow from Stripe's own record of it. */
export async function bothBooks(world: World, token: string): Promise<[Books, Books]> {
  const order = orderBook(world, token);
  const intent = await world.stripe.paymentIntents.retrieve(order.paymentIntentId);
  const { data: refunds } = await world.stripe.refunds.list({ payment_intent: intent.id });
  const { data: disputes } = await world.stripe.disputes.list({ payment_intent: intent.id });
  const balance = ledgerOf(world, order.id);
  return [{ state: order.state, balance }, asStripeHasIt(order, { intent, refunds, disputes })];
}

function orderBook(world: World, token: string): OrderBook {
  return onDatabase(
    world.databasePath,
    (database) => database.prepare('SELECT * FROM "Order" WHERE token = ?').get(token) as OrderBook,
  );
}

function ledgerOf({ databasePath }: World, orderId: string): number {
  const rows = onDatabase(
    databasePath,
    (database) =>
      database.prepare('SELECT kind, amountMinor FROM LedgerEntry WHERE orderId = ?').all(orderId) as { kind: string; amountMinor: number }[], // prettier-ignore
  );
  return rows.reduce(
    (sum, { kind, amountMinor }) => sum + (DIRECTION[kind] ?? NaN) * amountMinor,
    0,
  );
}

interface AtStripe {
  intent: Stripe.PaymentIntent;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
}

function asStripeHasIt(order: OrderBook, { intent, refunds, disputes }: AtStripe): Books {
  if (intent.status === 'canceled') return { state: givenUp(order.state), balance: 0 };
  if (intent.status !== 'succeeded') {
    return { state: intent.last_payment_error ? 'declined' : 'pending', balance: 0 };
  }
  const refunded = total(refunds.filter(({ status }) => status !== 'failed' && status !== 'canceled')); // prettier-ignore
  const balance = intent.amount_received - refunded - total(disputes);
  if (disputes.length > 0) return { state: 'disputed', balance };
  if (refunded === 0) return { state: 'paid', balance };
  return { state: balance > 0 ? 'partially_refunded' : 'refunded', balance };
}

/** Stripe does not know for whose sake it was canceled. */
function givenUp(state: string): string {
  return state === 'superseded' ? state : 'canceled';
}

function total(movements: readonly { amount: number }[]): number {
  return movements.reduce((sum, { amount }) => sum + amount, 0);
}
