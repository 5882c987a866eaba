import { formatDecimal, formatMinor } from '../../money/format.js';
import { isCurrency } from '../../money/currency.js';
import { money } from '../../money/money.js';
import type { Order } from '../../orders/domain/order.js';
import type { UnansweredRefund } from '../../orders/order.queries.js';
import type { DiscrepancyKind } from '../../reconciliation/domain/discrepancy-kind.js';
import type { ParkedEvent } from '../../webhooks/webhook-event.queries.js';
import type { Desk } from '../desk.service.js';
import type { Difference } from '../open-matters.service.js';
import { needsPerson, toJson } from '../order-text.js';
import type { Report } from '../report.js';

const MOST = 1_000;

const CURES = {
  review: 'npm run orders -- show NUMBER, then review NUMBER accept, or review NUMBER refund',
  disputed:
    'see the dispute in Stripe’s Dashboard and answer it if it is open; then: review NUMBER dismiss',
  refund: 'run that command again: it finds what became of it, or makes it now if it may',
  stripe:
    'look the payment up in Stripe’s Dashboard; if nothing is to be done: review NUMBER|pi_…|evt_… dismiss',
};

const WHAT_DIFFERS: Record<string, string> = {
  payment_of_no_order: 'Payment',
  payment_not_succeeded: 'What was paid of order',
  amount_differs: 'What came in for order',
  refunds_differ: 'What was refunded of order',
} satisfies Record<DiscrepancyKind, string>;

/** All that waits for a person. */
export async function listMatters(desk: Desk): Promise<Report> {
  const { queries, matters } = desk;
  const inReview = await queries.list({ state: 'needs_review', limit: MOST });
  const inDispute = await queries.list({ state: 'disputed', limit: MOST });
  const disputed = inDispute.filter(needsPerson);
  const refunds = await queries.unansweredRefunds();
  const events = await matters.events.parked();
  const discrepancies = await matters.differences();
  const lines = [
    ...withCure(inReview.map(tellReview), CURES.review),
    ...withCure(disputed.map(tellDispute), CURES.disputed),
    ...withCure(refunds.map(tellRefund), CURES.refund),
    ...withCure([...events.map(tellEvent), ...discrepancies.map(tellDiscrepancy)], CURES.stripe),
  ];
  return {
    lines: lines.length > 0 ? lines : ['Nothing needs a person.'],
    json: { orders: [...inReview, ...disputed].map(toJson), refunds, events, discrepancies },
    code: lines.length > 0 ? 1 : 0,
  };
}

function withCure(lines: string[], cure: string): string[] {
  return lines.length > 0 ? [...lines, `  → ${cure}`] : [];
}

function tellReview({ number, reason }: Order): string {
  return `Order ${number}: ${reason ?? 'no reason is on record'}`;
}

function tellDispute({ number }: Order): string {
  return `Order ${number}: its payment is disputed by the bank of the card`;
}

function tellRefund({ order, amountMinor, currency, isWhole }: UnansweredRefund): string {
  const what = isWhole ? 'all that was left' : formatMinor(amountMinor, currency);
  const command = `npm run orders -- refund ${order}${isWhole ? '' : typed(amountMinor, currency)}`;
  return `Order ${order}: ${what} was to go back, and Stripe has not answered: ${command}`;
}

function typed(amountMinor: number, currency: string): string {
  return isCurrency(currency) ? ` ${formatDecimal(money(amountMinor, currency))}` : ' AMOUNT';
}

function tellEvent({ eventId, type, paymentIntentId, lastError }: ParkedEvent): string {
  return `Event ${eventId} (${type}) of ${paymentIntentId ?? 'no payment'}: ${lastError ?? ''}`;
}

function tellDiscrepancy({ kind, subject, ours, theirs }: Difference): string {
  return `${WHAT_DIFFERS[kind] ?? kind} ${subject}: here ${ours}, at Stripe ${theirs}`;
}
