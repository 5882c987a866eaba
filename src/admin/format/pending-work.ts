import { shorten } from '../../common/shorten.js';
import type { WaitingMails } from '../../mail/unsent-mail.js';
import { isCurrency } from '../../money/currency.js';
import { formatDecimal, formatMinor } from '../../money/format.js';
import { money } from '../../money/money.js';
import type { Order } from '../../orders/domain/order.js';
import type { UnansweredRefund } from '../../orders/order.queries.js';
import type { OpenWithdrawal } from '../../orders/withdrawal/open-withdrawals.queries.js';
import type { DiscrepancyKind } from '../../reconciliation/discrepancies/discrepancy-kind.js';
import type { DeadLetter } from '../../webhooks/webhook-event.queries.js';
import type { PendingDiscrepancy, PendingWork } from '../pending-work.service.js';
import { orderToJson } from './order.js';

const HINTS = {
  review: 'npm run orders -- show NUMBER, then review NUMBER accept, or review NUMBER refund',
  disputed:
    'see the dispute in Stripe’s Dashboard and answer it if it is open; then: review NUMBER dismiss',
  withdrawal:
    'write to them about sending the books back, and refund the order when it is due; then: review NUMBER dismiss',
  unsentWithdrawal:
    'nothing of it is recorded as sent: npm run orders -- refund NUMBER. If it stays in this list after that: review NUMBER dismiss',
  refund: 'run that command again: it finds the refund, or makes it if that is still allowed',
  mail: 'npm run orders -- mail lists them, and has a way to send them again or to another address',
  waitingMails:
    'a mailbox may be full, or the mail server be down: npm run doctor signs in to it; the shop goes on trying, for three days each',
  stripe:
    'look the payment up in Stripe’s Dashboard; if nothing has to be done: review NUMBER|pi_…|evt_… dismiss',
};

const DISCREPANCY_LABELS: Record<string, string> = {
  payment_of_no_order: 'Payment',
  payment_not_succeeded: 'What was paid of order',
  amount_differs: 'What came in for order',
  refunds_differ: 'What was refunded of order',
} satisfies Record<DiscrepancyKind, string>;

export function formatPendingWork(work: PendingWork): string[] {
  const { inReview, disputed, withdrawals, refunds, events, discrepancies, mails, waitingMails } =
    work;
  const sent = withdrawals.filter(({ wasSent }) => wasSent);
  const unsent = withdrawals.filter(({ wasSent }) => !wasSent);
  return [
    ...withHint(inReview.map(formatReview), HINTS.review),
    ...withHint(disputed.map(formatDispute), HINTS.disputed),
    ...withHint(sent.map(formatWithdrawal), HINTS.withdrawal),
    ...withHint(unsent.map(formatWithdrawal), HINTS.unsentWithdrawal),
    ...withHint(refunds.map(formatRefund), HINTS.refund),
    ...withHint(
      [...events.map(formatEvent), ...discrepancies.map(formatDiscrepancy)],
      HINTS.stripe,
    ),
    ...withHint(formatMails(mails.length), HINTS.mail),
    ...withHint(formatWaiting(waitingMails), HINTS.waitingMails),
  ];
}

export function pendingWorkToJson({ inReview, disputed, events, ...work }: PendingWork) {
  return {
    orders: [...inReview, ...disputed].map(orderToJson),
    events: events.map(({ paymentIntentId: paymentIntent, ...event }) => ({
      ...event,
      paymentIntent,
    })),
    ...work,
  };
}

function withHint(lines: string[], hint: string): string[] {
  return lines.length > 0 ? [...lines, `  → ${hint}`] : [];
}

function formatMails(count: number): string[] {
  return count === 0 ? [] : [`Mails that were not sent, or may not have been: ${count}`];
}

function formatWaiting(waiting: WaitingMails | null): string[] {
  if (!waiting) return [];
  const { count, since, lastError } = waiting;
  const why = shorten(lastError, 200);
  return [`Mails waiting to be sent since ${since.toISOString()}: ${count} (${why})`];
}

function formatReview({ number, reason }: Order): string {
  return `Order ${number}: ${reason ?? 'no reason was recorded'}`;
}

function formatDispute({ number }: Order): string {
  return `Order ${number}: its payment is disputed by the cardholder’s bank`;
}

function formatWithdrawal({ orderNumber, name, receivedAt }: OpenWithdrawal): string {
  return `Order ${orderNumber}: ${name} withdrew from the contract on ${receivedAt.toISOString()}`;
}

function formatRefund({ orderNumber, amountMinor, currency, isFull }: UnansweredRefund): string {
  const what = isFull ? 'all that was left' : formatMinor(amountMinor, currency);
  const amount = isFull ? '' : ` ${formatAmount(amountMinor, currency)}`;
  const command = `npm run orders -- refund ${orderNumber}${amount}`;
  return `Order ${orderNumber}: a refund of ${what} was requested, and Stripe has not answered: ${command}`;
}

function formatAmount(amountMinor: number, currency: string): string {
  return isCurrency(currency) ? formatDecimal(money(amountMinor, currency)) : 'AMOUNT';
}

function formatEvent({ eventId, type, paymentIntentId, lastError }: DeadLetter): string {
  return `Event ${eventId} (${type}) of ${paymentIntentId ?? 'no payment'}: ${lastError ?? ''}`;
}

function formatDiscrepancy({ kind, subject, shopValue, stripeValue }: PendingDiscrepancy): string {
  return `${DISCREPANCY_LABELS[kind] ?? kind} ${subject}: here ${shopValue}, at Stripe ${stripeValue}`;
}
