import { format, formatMinor } from '../money/format.js';
import { balanceOf, signedMinor } from '../orders/domain/ledger.js';
import type { OrderState } from '../orders/domain/order-state.js';
import type { Order } from '../orders/domain/order.js';

const STATES: Record<OrderState, string> = {
  pending: 'waiting for the shopper to pay',
  processing: 'payment on its way, the bank has not decided',
  declined: 'declined, the shopper may try again',
  paid: 'paid',
  partially_refunded: 'paid, and refunded in part',
  refunded: 'refunded',
  disputed: 'disputed by the bank of the card',
  needs_review: 'under review',
  superseded: 'replaced by a newer order',
  canceled: 'canceled, never paid',
  expired: 'not paid in time',
};

export const inWords = (state: OrderState): string => STATES[state];

/** Why it is as it is. Of a review that is over by a refund, only the timeline tells. */
export function reasonOf({ state, reason }: Pick<Order, 'state' | 'reason'>): string | null {
  return state === 'needs_review' || state === 'declined' ? reason : null;
}

/** One line, or none where nobody's word is waited for. */
export function cureOf(order: Pick<Order, 'state' | 'timeline'>): string[] {
  return needsPerson(order) ? ['What to do: npm run orders -- review'] : [];
}

/** For programs: no token, which opens the order's page to whoever holds it. */
export function toJson(order: Order) {
  const { id, number, state, total, email, paymentIntentId, placedAt, paidAt } = order;
  return {
    number,
    id,
    state,
    total_minor: total.minor,
    currency: total.currency,
    email,
    payment_intent: paymentIntentId,
    reason: reasonOf(order),
    placed_at: placedAt,
    paid_at: paidAt,
    kept_minor: balanceOf(order.ledger),
    lines: order.lines.map(({ slug, quantity, unitPrice }) => ({
      slug,
      quantity,
      unit_price_minor: unitPrice.minor,
    })),
    ledger: order.ledger.map(({ kind, stripeId, amountMinor, currency }) => ({
      kind,
      stripe_id: stripeId,
      amount_minor: amountMinor,
      currency,
    })),
    timeline: order.timeline.map(({ at, event, source, detail }) => ({
      at,
      event,
      source,
      detail,
    })),
  };
}

export function lineTexts({ lines, source }: Order): string[] {
  if (lines.length === 0) {
    return [`  not known (${source}): see the description of its payment in Stripe’s Dashboard`];
  }
  return lines.map(
    ({ quantity, title, unitPrice }) => `  ${quantity} × ${title}, ${format(unitPrice)} each`,
  );
}

export function ledgerTexts({ ledger }: Order): string[] {
  return ledger.map((entry) => {
    const sign = signedMinor(entry) < 0 ? '−' : '+';
    const { kind, stripeId, amountMinor, currency } = entry;
    return `  ${sign}${formatMinor(amountMinor, currency)}  ${kind}  ${stripeId}`;
  });
}

export function timelineTexts({ timeline }: Order): string[] {
  return timeline.map(({ at, event, source, detail }) =>
    [`  ${at.toISOString()}`, event, `(${source})`, detail ?? ''].join('  ').trimEnd(),
  );
}

/** Whether it waits for somebody's word: `check` and `review` go by the same. */
export function needsPerson({ state, timeline }: Pick<Order, 'state' | 'timeline'>): boolean {
  if (state === 'needs_review') return true;
  return state === 'disputed' && timeline.at(-1)?.event !== 'dispute_dismissed';
}
