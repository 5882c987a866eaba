import { addressLines } from '../../common/address-format.js';
import { countryName } from '../../common/country-name.js';
import { formatMinor } from '../../money/format.js';
import { balanceOf, signedMinor } from '../../orders/domain/ledger.js';
import type { OrderState } from '../../orders/domain/order-state.js';
import { isDisputeDismissed, type Order } from '../../orders/domain/order.js';
import { adjustmentsOf } from '../../pricing/offer.js';
import { labelText, toOfferView } from '../../pricing/offer.view.js';

const STATE_LABELS: Record<OrderState, string> = {
  pending: 'waiting for payment',
  processing: 'payment processing, the bank has not decided yet',
  declined: 'declined, the shopper may try again',
  paid: 'paid',
  partially_refunded: 'partially refunded',
  refunded: 'refunded',
  disputed: 'disputed by the cardholder’s bank',
  needs_review: 'under review',
  superseded: 'replaced by a newer order',
  canceled: 'canceled, never paid',
  expired: 'expired, not paid in time',
};

export const stateLabel = (state: OrderState): string => STATE_LABELS[state];

/** Why the order is in its state. The reason of a closed review is in the timeline only. */
export function reasonOf({ state, reason }: Pick<Order, 'state' | 'reason'>): string | null {
  return state === 'needs_review' || state === 'declined' ? reason : null;
}

/** Whether a person has to decide something about the order. */
export function requiresManualAction({ state, timeline }: Pick<Order, 'state' | 'timeline'>) {
  if (state === 'needs_review') return true;
  return state === 'disputed' && !isDisputeDismissed({ state, timeline });
}

export function hintsFor(order: Pick<Order, 'state' | 'timeline'>): string[] {
  return requiresManualAction(order) ? ['What to do: npm run orders -- review'] : [];
}

/** Without the token, which gives access to the order's page. */
export function orderToJson(order: Order) {
  const { id, number, state, total, email, paymentIntentId, placedAt, paidAt } = order;
  return {
    number,
    id,
    state,
    totalMinor: total.minor,
    currency: total.currency,
    email,
    paymentIntent: paymentIntentId,
    reason: reasonOf(order),
    placedAt,
    paidAt,
    balanceMinor: balanceOf(order.ledger),
    lines: order.lines.map(({ slug, quantity, unitPrice }) => ({
      slug,
      quantity,
      unitPriceMinor: unitPrice.minor,
    })),
    adjustments: adjustmentsOf(order).map(({ label, amount }) => ({
      label: labelText(label),
      amountMinor: amount.minor,
    })),
    delivery: deliveryToJson(order),
    ledger: order.ledger,
    timeline: order.timeline.map(({ at, event, trigger, detail }) => ({
      at,
      event,
      trigger,
      detail,
    })),
  };
}

function deliveryToJson({ delivery }: Order) {
  if (delivery === null) return null;
  const { amount, ...rest } = delivery;
  return { ...rest, amountMinor: amount.minor };
}

/** For an envelope. Empty for what is collected. */
export function formatAddress({ delivery }: Order): string[] {
  if (!delivery?.address) return [];
  const { address, country } = delivery;
  const lines = [...addressLines(address, country), countryName(country), address.phone];
  return lines.filter(Boolean).map((line) => `  ${line}`);
}

export function formatLines(order: Order): string[] {
  const { lines, rows } = toOfferView(order);
  if (lines.length === 0) {
    return [
      `  unknown (${order.origin}): see the description of the payment in Stripe’s Dashboard`,
    ];
  }
  return [
    ...lines.map(({ quantity, title, unitPrice }) => `  ${quantity} × ${title}, ${unitPrice} each`),
    ...rows.map(({ label, amount }) => `  ${label}, ${amount}`),
  ];
}

export function formatLedger({ ledger }: Order): string[] {
  return ledger.map((entry) => {
    const sign = signedMinor(entry) < 0 ? '−' : '+';
    const { kind, stripeId, amountMinor, currency } = entry;
    return `  ${sign}${formatMinor(amountMinor, currency)}  ${kind}  ${stripeId}`;
  });
}

export function formatTimeline({ timeline }: Order): string[] {
  return timeline.map(({ at, event, trigger, detail }) =>
    [`  ${at.toISOString()}`, event, `(${trigger})`, detail ?? ''].join('  ').trimEnd(),
  );
}
