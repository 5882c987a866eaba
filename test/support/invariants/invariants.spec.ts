import { describe, expect, it } from '@jest/globals';
import type { Books, OrderRow } from './books.js';
import { INVARIANTS, violationsOf } from './index.js';
import { soundBooks } from './sound-books.js';

type Name = keyof typeof INVARIANTS;
type Spoil = (books: Books) => void;

const change = (rows: readonly object[], at: number, changes: object) => {
  Object.assign(rows[at] ?? {}, changes);
};
const order = (at: number, changes: Partial<OrderRow>): Spoil => {
  return ({ shop }) => change(shop.orders, at, changes);
};
const intent = (at: number, changes: object): Spoil => {
  return ({ stripe }) => change(stripe.intents, at, changes);
};
const operation = (at: number, changes: object): Spoil => {
  return ({ operations }) => change(operations, at, changes);
};
const timeline = (event: string, state: string, orderId = 'o1'): Spoil => {
  return ({ shop }) => shop.timeline.push({ orderId, event, state, trigger: 'order_page' });
};
const ledger = (kind: string, stripeId: string, orderId = 'o1', amountMinor = 2000): Spoil => {
  return ({ shop }) => shop.ledger.push({ orderId, kind, stripeId, amountMinor, currency: 'usd' });
};

const aMail = { id: 'm9', orderId: 'o1', kind: 'order-paid', cause: 'again', status: 'sent' };

/** What each is there to find. */
const SPOILED: Record<Name, Record<string, Spoil>> = {
  soldIsPaidOnce: {
    'a second payment': ledger('payment', 'pi_9'),
    'a payment of an order that is not sold': ledger('payment', 'pi_2', 'o2'),
    'another amount': ({ shop }) => change(shop.ledger, 0, { amountMinor: 1999 }),
    'another currency': ({ shop }) => change(shop.ledger, 0, { currency: 'eur' }),
    'another payment': ({ shop }) => change(shop.ledger, 0, { stripeId: 'pi_2' }),
    'a sold order without a payment': ({ shop }) => void shop.ledger.shift(),
  },
  stateFollowsBalance: {
    'paid though half went back': order(0, { state: 'paid' }),
    'refunded though half is here': order(0, { state: 'refunded' }),
  },
  totalIsItsParts: {
    'a delivery that is not in the total': order(0, { deliveryMinor: 450 }),
    'a line that is not in the total': ({ shop }) => change(shop.lines, 1, { quantity: 3 }),
  },
  paymentsAreStripes: {
    'a payment that did not succeed': intent(0, { status: 'requires_payment_method' }),
    'another sum than was received': intent(0, { amount_received: 1 }),
  },
  noMoneyIsForgotten: {
    'money for an open order': intent(1, { status: 'succeeded' }),
    'money for a closed order': intent(2, { status: 'succeeded' }),
    'money for nobody': intent(1, { id: 'pi_9', status: 'succeeded' }),
  },
  onlyOpenOrdersArePayable: {
    'a closed order': intent(2, { status: 'requires_payment_method' }),
    'a second payment of an open order': intent(2, {
      status: 'processing',
      metadata: { order_id: 'o2' },
    }),
    'no order': intent(2, { status: 'requires_action', metadata: {} }),
  },
  afterSaleIsStripes: {
    'a refund that is not written down': ({ shop }) => void shop.ledger.pop(),
    'a refund that failed': ({ stripe }) => change(stripe.refunds, 0, { status: 'failed' }),
    'a refund of another sum': ({ stripe }) => change(stripe.refunds, 0, { amount: 999 }),
    'a refund that Stripe never made': ledger('refund', 're_9', 'o1', 5),
    'a dispute that is not written down': ({ stripe }) =>
      stripe.disputes.push({ id: 'du_1', amount: 2000, status: 'needs_response' } as never),
  },
  refundsAreMadeOnce: {
    'one request, two refunds': ({ stripe }) => {
      change(stripe.refunds, 0, { metadata: { refund_request: 'r1' } });
      stripe.refunds.push(...stripe.refunds);
    },
  },
  disagreementsAreOver: {
    'one that goes on': ({ shop }) => change(shop.discrepancies, 0, { resolvedAt: null }),
  },
  attemptsMakeOneEach: {
    'two from one attempt': intent(2, { metadata: { order_id: 'o1' } }),
  },
  givenUpIsCanceled: {
    'a payment that still can be made': intent(2, { status: 'requires_action' }),
  },
  noCopyIsLost: {
    'one too few': ({ shop }) => change(shop.books, 0, { stock: 3 }),
    'less than nothing': ({ shop }) => change(shop.books, 0, { stock: -1 }),
    'given back twice': ({ shop }) => change(shop.lines, 1, { reserved: 0 }),
  },
  holdsAreWhole: {
    'half of the copies': ({ shop }) => change(shop.lines, 1, { reserved: 1 }),
    'copies for an order that was given up': ({ shop }) => change(shop.lines, 2, { reserved: 2 }),
    'none for one that is paid for': ({ shop }) => change(shop.lines, 0, { reserved: 0 }),
  },
  parcelsAreOfWhatWasOrdered: {
    'more than was ordered': ({ shop }) => change(shop.parcelLines, 1, { quantity: 3 }),
    'two parcels with the same copies': ({ shop }) => change(shop.parcels, 0, { state: 'packed' }),
    'sent and put back': ({ shop }) => change(shop.lines, 0, { canceled: 2 }),
    'more back than was sent': ({ shop }) => change(shop.lines, 0, { returned: 2 }),
  },
  onlyPaidIsSent: {
    'of an open order': order(0, { state: 'pending' }),
    'of an order under review': order(0, { state: 'needs_review' }),
    'of no order': ({ shop }) => change(shop.parcels, 1, { orderId: 'o9' }),
  },
  refundedIsBack: {
    'a copy that was not sent': (books) => {
      order(0, { state: 'refunded' })(books);
      change(books.shop.lines, 0, { reserved: 2 });
    },
  },
  livesAreAllowed: {
    'paid, then declined': timeline('payment_failed', 'declined'),
    'another state than its story’s': order(1, { state: 'declined' }),
    'a step that does not lead there': timeline('order_superseded', 'paid', 'o2'),
    'a story without a beginning': ({ shop }) => void shop.timeline.shift(),
    'an event that nobody knows': timeline('order_lost', 'pending', 'o2'),
  },
  onceIsOnce: { 'paid twice': timeline('payment_succeeded', 'paid') },
  mailsAreOfWhatHappened: {
    'one that was not made': ({ shop }) => void shop.mails.shift(),
    'one twice': ({ shop }) => shop.mails.push({ ...aMail, kind: 'order-paid' }),
    '“paid” of an order under review': ({ shop }) =>
      change(shop.timeline, 2, { event: 'payment_mismatched' }),
    'one of an order that is not paid': ({ shop }) => shop.mails.push({ ...aMail, orderId: 'o2' }),
    'one of another refund': ({ shop }) => change(shop.mails, 1, { cause: 're_9' }),
  },
  paidHasOneReceipt: {
    'one that was not issued': ({ shop }) => void shop.receipts.pop(),
    'one twice': ({ shop }) => shop.receipts.push({ series: '', number: 2, orderId: 'o1' }),
    'one of an order that is not paid': ({ shop }) => change(shop.receipts, 0, { orderId: 'o2' }),
    'one of an order under review': ({ shop }) =>
      change(shop.timeline, 2, { event: 'payment_mismatched' }),
    'one of no order': ({ shop }) => shop.receipts.push({ series: '', number: 2, orderId: 'o9' }),
  },
  documentsAreGapless: {
    'a number that was skipped': ({ shop }) => change(shop.receipts, 0, { number: 2 }),
    'a last number that nothing has': ({ shop }) =>
      change(shop.documentSeries, 0, { lastNumber: 1 }),
    'a credit note that is gone': ({ shop }) => void shop.creditNotes.pop(),
    'a number twice': ({ shop }) => shop.creditNotes.push(...shop.creditNotes),
  },
  declinesAreCounted: {
    'more than there were': ({ shop }) => {
      const declined = {
        orderId: 'o1',
        event: 'payment_failed',
        state: 'declined',
        trigger: 'order_page',
      };
      shop.timeline.splice(2, 0, declined);
    },
  },
  acknowledgedIsKept: { 'an event that is gone': ({ shop }) => void shop.events.pop() },
  eventsAreStripes: {
    'kept twice': ({ shop }) => shop.events.push(...shop.events),
    'made by nobody': ({ stripe }) => void stripe.events.shift(),
  },
  eventsAreApplied: {
    'one that waits': ({ shop }) => change(shop.events, 0, { status: 'retry_scheduled' }),
  },
  placedIsThere: { 'an order that is gone': operation(0, { token: 'token-9' }) },
  keptContactsStay: { 'an older e-mail': order(0, { email: 'old@example.com' }) },
  keptCartsStay: { 'an older number': ({ shop }) => change(shop.cartItems, 0, { quantity: 9 }) },
  paidIsPaid: {
    'of an order nobody paid': operation(6, { token: 'token-2' }),
    'before it was': operation(4, { says: 'paid' }),
    'after a decline alone': operation(5, { outcome: 'fail' }),
  },
  chargedIsNotDenied: { 'after it was': operation(6, { says: 'nothing was charged' }) },
  shownIsAsked: {
    'another price': operation(1, { shownMinor: 1 }),
    'another order’s payment': operation(1, { paymentIntentId: 'pi_2' }),
  },
  errorsTellNothing: { 'a stack': operation(6, { leaked: 'at x.js:1' }) },
  secretsAreNotKept: {
    'a client_secret': ({ texts }) => texts.push({ where: 'a row', text: '"pi_1_secret_abc"' }),
    'a key': ({ texts }) => texts.push({ where: 'a row', text: 'Bearer sk_test_abc' }),
    'a card number': ({ texts }) => texts.push({ where: 'a row', text: ' 4242424242424242 ' }),
  },
  fileIsWhole: { 'a page that is damaged': ({ shop }) => shop.damage.push('page 7 is damaged') },
};

describe('the invariants', () => {
  it('find nothing where nothing is wrong', () => {
    expect(violationsOf(soundBooks())).toEqual([]);
  });

  const cases = Object.entries(SPOILED).flatMap(([name, spoils]) =>
    Object.entries(spoils).map(([what, spoil]) => ({ name: name as Name, what, spoil })),
  );

  it.each(cases)('$name finds $what', ({ name, spoil }) => {
    const books = soundBooks();
    spoil(books);

    expect(INVARIANTS[name](books)).not.toEqual([]);
  });
});
