import type { Operation } from '../../chaos/history.js';
import type { Books } from './books.js';

/** A row of Stripe's with the fields that are looked at; the rest is no business of an invariant. */
const rows = (fields: object[]) => fields as never[];

const operation = (id: number, does: string, more: Partial<Operation> = {}): Operation => ({
  id,
  round: 1,
  who: 'ada',
  does,
  with: {},
  outcome: 'ok',
  token: 'token-1',
  invokedAt: id * 1_000,
  endedAt: id * 1_000 + 100,
  ...more,
});

const entry = (orderId: string, event: string, state: string) => ({
  orderId,
  event,
  state,
  trigger: 'webhook',
});

/**
 * A shop and its Stripe that agree: order 1 is paid and half refunded, order 2 open, order 3 given up.
 * Each call makes new ones, to be spoiled.
 */
export function soundBooks(): Books {
  const order = {
    activeOrderKey: null,
    currency: 'usd',
    deliveryMinor: null,
    email: null,
    cartId: null,
    createAttempt: 1,
  };
  const line = { bookId: 1, unitPriceMinor: 1000, quantity: 2, canceled: null, returned: null };
  const payment = { orderId: 'o1', stripeId: 'pi_1', currency: 'usd' };
  return {
    shop: {
      books: [{ id: 1, slug: 'few', stock: 5 }],
      orders: [
        {
          ...order,
          id: 'o1',
          number: 1,
          token: 'token-1',
          state: 'partially_refunded',
          totalMinor: 2000,
          email: 'ada@example.com',
          paymentIntentId: 'pi_1',
        },
        {
          ...order,
          id: 'o2',
          number: 2,
          token: 'token-2',
          state: 'pending',
          totalMinor: 2000,
          paymentIntentId: 'pi_2',
        },
        {
          ...order,
          id: 'o3',
          number: 3,
          token: 'token-3',
          state: 'superseded',
          totalMinor: 2000,
          paymentIntentId: 'pi_3',
        },
      ],
      lines: [
        { ...line, id: 1, orderId: 'o1', reserved: 1, canceled: 1 },
        { ...line, id: 2, orderId: 'o2', reserved: 2 },
        { ...line, id: 3, orderId: 'o3', reserved: 0 },
      ],
      parcels: [
        { id: 'p1', orderId: 'o1', number: 1, state: 'canceled' },
        { id: 'p2', orderId: 'o1', number: 2, state: 'sent' },
      ],
      parcelLines: [
        { parcelId: 'p1', orderLineId: 1, quantity: 2 },
        { parcelId: 'p2', orderLineId: 1, quantity: 1 },
      ],
      ledger: [
        { ...payment, kind: 'payment', amountMinor: 2000 },
        { ...payment, kind: 'refund', stripeId: 're_1', amountMinor: 1000 },
      ],
      timeline: [
        entry('o1', 'order_placed', 'pending'),
        entry('o1', 'payment_failed', 'declined'),
        entry('o1', 'payment_succeeded', 'paid'),
        entry('o1', 'partially_refunded', 'partially_refunded'),
        entry('o2', 'order_placed', 'pending'),
        entry('o3', 'order_placed', 'pending'),
        entry('o3', 'order_superseded', 'superseded'),
      ],
      events: [
        {
          eventId: 'evt_1',
          type: 'payment_intent.succeeded',
          status: 'processed',
          paymentIntentId: 'pi_1',
          claimedOrderId: 'o1',
          lastError: null,
        },
      ],
      mails: [
        { id: 'm1', orderId: 'o1', kind: 'order-paid', cause: 'order', status: 'sent' },
        { id: 'm2', orderId: 'o1', kind: 'order-refunded', cause: 're_1', status: 'sent' },
      ],
      receipts: [{ series: '', number: 1, orderId: 'o1' }],
      creditNotes: [{ series: 'restored', number: 1, orderId: 'o1' }],
      documentSeries: [
        { kind: 'receipt', series: 'restored', lastNumber: 0 },
        { kind: 'credit_note', series: 'restored', lastNumber: 1 },
      ],
      cartItems: [{ cartId: 'cart-1', bookId: 1, quantity: 3 }],
      discrepancies: [
        {
          kind: 'refunds_differ',
          subjectId: 'o1',
          stripeValue: '$10.00',
          resolvedAt: '2026-01-01',
        },
      ],
      damage: [],
    },
    stripe: {
      intents: rows([
        {
          id: 'pi_1',
          status: 'succeeded',
          amount: 2000,
          amount_received: 2000,
          metadata: { order_id: 'o1' },
        },
        {
          id: 'pi_2',
          status: 'requires_payment_method',
          amount: 2000,
          metadata: { order_id: 'o2' },
        },
        { id: 'pi_3', status: 'canceled', amount: 2000, metadata: { order_id: 'o3' } },
      ]),
      refunds: rows([{ id: 're_1', amount: 1000, status: 'succeeded', payment_intent: 'pi_1' }]),
      disputes: [],
      events: rows([
        { id: 'evt_1', type: 'payment_intent.succeeded', data: { object: { id: 'pi_1' } } },
        { id: 'evt_2', type: 'payment_intent.payment_failed', data: { object: { id: 'pi_1' } } },
      ]),
      deliveries: [
        { event: 'evt_1', status: 200 },
        { event: 'evt_2', status: 500 },
      ],
    },
    operations: [
      operation(1, 'buy-now'),
      operation(2, 'look', { paymentIntentId: 'pi_1', shownMinor: 2000 }),
      operation(3, 'contact', { with: { email: 'old@example.com' } }),
      operation(4, 'contact', { with: { email: 'ada@example.com' } }),
      operation(5, 'order-page', { says: 'nothing was charged' }),
      operation(6, 'confirm', { paymentIntentId: 'pi_1' }),
      operation(7, 'order-page', { says: 'paid' }),
      operation(8, 'set', { token: null, with: { slug: 'few', quantity: 9 }, cartId: 'cart-1' }),
      operation(9, 'set', { token: null, with: { slug: 'few', quantity: 3 }, cartId: 'cart-1' }),
    ],
    delivered: new Map([['few', 8]]),
    staleMs: 150,
    texts: [{ where: 'the log', text: 'an order was placed' }],
  };
}
