import type { Books, LedgerRow, OrderRow } from './books.js';

const SOLD = new Set(['paid', 'partially_refunded', 'refunded', 'disputed']);
const SETTLED = new Set([...SOLD, 'needs_review']);
const OPEN = new Set(['pending', 'processing', 'declined']);
const PAYABLE = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'requires_capture',
  'processing',
]);

const SIGNS: Record<string, number> = {
  payment: 1,
  refund: -1,
  refund_failed: 1,
  dispute: -1,
  dispute_won: 1,
};

const of = ({ id }: OrderRow, ledger: LedgerRow[]) =>
  ledger.filter(({ orderId }) => orderId === id);
const called = ({ number }: OrderRow) => `order ${number}`;
const balanceOf = (ledger: LedgerRow[]) =>
  ledger.reduce((sum, { kind, amountMinor }) => sum + (SIGNS[kind] ?? NaN) * amountMinor, 0);

/** A sold order has one payment in its ledger: its own, of its total, in its currency. */
export function soldIsPaidOnce({ shop }: Books): string[] {
  return shop.orders.flatMap((order) => {
    const payments = of(order, shop.ledger).filter(({ kind }) => kind === 'payment');
    const wanted = SETTLED.has(order.state) ? 1 : 0;
    if (payments.length !== wanted) {
      return [`${called(order)} is ${order.state} with ${payments.length} payments in its ledger`];
    }
    const [payment] = payments;
    if (!payment || !SOLD.has(order.state)) return [];
    const isAsAgreed =
      payment.stripeId === order.paymentIntentId &&
      payment.amountMinor === order.totalMinor &&
      payment.currency === order.currency;
    return isAsAgreed
      ? []
      : [
          `${called(order)} was paid ${payment.amountMinor} ${payment.currency} by ${payment.stripeId}, not what it is for`,
        ];
  });
}

/** The total is the sum of the lines and the delivery. */
export function totalIsItsParts({ shop }: Books): string[] {
  return shop.orders.flatMap((order) => {
    const lines = shop.lines.filter(({ orderId }) => orderId === order.id);
    // What a recovery has brought back has no lines.
    if (lines.length === 0) return [];
    const books = lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0);
    const parts = books + (order.deliveryMinor ?? 0);
    if (parts === order.totalMinor) return [];
    return [`${called(order)} is for ${order.totalMinor}, its parts are ${parts}`];
  });
}

/** What a sold order is called agrees with what its ledger adds up to. */
export function stateFollowsBalance({ shop }: Books): string[] {
  return shop.orders
    .filter(({ state }) => SOLD.has(state))
    .flatMap((order) => {
      const balance = balanceOf(of(order, shop.ledger));
      const fits: Record<string, boolean> = {
        paid: balance === order.totalMinor,
        partially_refunded: balance > 0 && balance < order.totalMinor,
        refunded: balance <= 0,
        disputed: balance <= order.totalMinor,
      };
      return fits[order.state]
        ? []
        : [`${called(order)} is ${order.state} with a balance of ${balance}`];
    });
}

/** The shop's payments are Stripe's: nobody is paid on a browser's word. */
export function paymentsAreStripes({ shop, stripe }: Books): string[] {
  return shop.ledger
    .filter(({ kind }) => kind === 'payment')
    .flatMap(({ stripeId, amountMinor }) => {
      const intent = stripe.intents.find(({ id }) => id === stripeId);
      const isTrue = intent?.status === 'succeeded' && intent.amount_received === amountMinor;
      return isTrue
        ? []
        : [
            `the ledger has ${amountMinor} from ${stripeId}, which is ${intent?.status ?? 'unknown to Stripe'}`,
          ];
    });
}

/** Every payment that succeeded belongs to one order, and that order knows. */
export function noMoneyIsForgotten({ shop, stripe }: Books): string[] {
  return stripe.intents
    .filter(({ status }) => status === 'succeeded')
    .flatMap(({ id }) => {
      const [order, ...more] = shop.orders.filter(({ paymentIntentId }) => paymentIntentId === id);
      if (!order) return [`${id} succeeded and is no order’s`];
      if (more.length > 0) return [`${id} is ${more.length + 1} orders’`];
      return SETTLED.has(order.state)
        ? []
        : [`${id} succeeded and ${called(order)} is ${order.state}`];
    });
}

/** What can still be paid is the one payment of an open order. */
export function onlyOpenOrdersArePayable({ shop, stripe }: Books): string[] {
  return stripe.intents
    .filter(({ status }) => PAYABLE.has(status))
    .flatMap(({ id, status, metadata }) => {
      const order = shop.orders.find((each) => each.id === metadata['order_id']);
      if (!order) return [`${id} is ${status} for an order that does not exist`];
      if (order.paymentIntentId !== id)
        return [`${id} is ${status}, and ${called(order)} has ${order.paymentIntentId ?? 'none'}`];
      return OPEN.has(order.state)
        ? []
        : [`${id} is ${status} and ${called(order)} is ${order.state}`];
    });
}

/** After the sale: every refund and dispute of Stripe's is in the ledger, as it stands, and no other. */
export function afterSaleIsStripes({ shop, stripe }: Books): string[] {
  const moved = [
    ...stripe.refunds.map(({ id, amount, status, payment_intent }) => ({
      id,
      amount,
      payment_intent,
      went: 'refund',
      isGone: status !== 'failed' && status !== 'canceled',
    })),
    ...stripe.disputes.map(({ id, amount, status, payment_intent }) => ({
      id,
      amount,
      payment_intent,
      went: 'dispute',
      isGone: !/^warning|won|prevented/.test(status),
    })),
  ];
  const wrong = moved.flatMap(({ id, amount, went, isGone }) => {
    const sum = balanceOf(shop.ledger.filter(({ stripeId }) => stripeId === id));
    const wanted = isGone ? -amount : 0;
    return sum === wanted ? [] : [`${went} ${id} moved ${wanted}, the ledger says ${sum}`];
  });
  const known = new Set(moved.map(({ id }) => id));
  const invented = shop.ledger.filter(
    ({ kind, stripeId }) => kind !== 'payment' && !known.has(stripeId),
  );
  return [
    ...wrong,
    ...invented.map(
      ({ kind, stripeId }) => `the ledger has a ${kind} ${stripeId} that Stripe does not know`,
    ),
  ];
}

/** An order that was given up cannot be paid any more, or its money was noticed. */
export function givenUpIsCanceled({ shop, stripe }: Books): string[] {
  return shop.orders
    .filter(({ state }) => !OPEN.has(state) && !SETTLED.has(state))
    .flatMap((order) => {
      const intent = stripe.intents.find(({ id }) => id === order.paymentIntentId);
      if (!intent || intent.status === 'canceled') return [];
      return [`${called(order)} is ${order.state} and ${intent.id} is ${intent.status}`];
    });
}

/** What was asked for once is given back once. */
export function refundsAreMadeOnce({ stripe }: Books): string[] {
  const requests = stripe.refunds.flatMap(({ metadata }) => metadata?.['refund_request'] ?? []);
  const twice = requests.filter((request, at) => requests.indexOf(request) !== at);
  return twice.map((request) => `the refund asked for as ${request} was made twice`);
}

/** What was found to disagree agrees again, and the shop says so. */
export function disagreementsAreOver({ shop }: Books): string[] {
  return shop.discrepancies
    .filter(({ resolvedAt }) => resolvedAt === null)
    .map(
      ({ kind, subjectId, stripeValue }) => `${kind} of ${subjectId}: Stripe says ${stripeValue}`,
    );
}

/** Stripe has as many PaymentIntents of an order as it had attempts at most: no key made two. */
export function attemptsMakeOneEach({ shop, stripe }: Books): string[] {
  return shop.orders.flatMap((order) => {
    const made = stripe.intents.filter(({ metadata }) => metadata['order_id'] === order.id).length;
    if (made <= order.createAttempt) return [];
    return [`${called(order)} has ${made} PaymentIntents after ${order.createAttempt} attempts`];
  });
}
