import type Stripe from 'stripe';
import { isAbout } from '../contract/payments.js';
import { ALLOWED_EVENTS, CARDS, MOVES, TOLD_STATUS } from './rules.js';
import type { Step } from './steps.js';

/** Something that Stripe would never do. */
export function broken(rule: string, ...seen: unknown[]): never {
  throw new Error([rule, ...seen.map((each) => JSON.stringify(each))].join('\n  '));
}

/** All that the sandbox shows of a payment. */
export interface Seen {
  intent: Stripe.PaymentIntent;
  charges: Stripe.Charge[];
  refunds: Stripe.Refund[];
}

export function checkMove(step: Step, { intent: before }: Seen, { intent: after }: Seen): void {
  const allowed = MOVES[step.verb][before.status] ?? [];
  if (!allowed.some((status) => status === after.status)) {
    broken('A step leads only where it may', step, before.status, after.status);
  }
  const card = CARDS[step.form['payment_method'] ?? ''];
  if (card && after.status !== card(before.capture_method === 'manual')) {
    broken('A card does what it is known for', step, after.status);
  }
}

export const isAllowed = ({ verb }: Step, { intent }: Seen) =>
  MOVES[verb][intent.status] !== undefined;

/** What there is no reason to refuse when it is in turn. */
export function hasToWork({ verb, form }: Step, { intent, refunds }: Seen): boolean {
  if (verb === 'confirm') return form['payment_method'] !== undefined;
  if (verb === 'refund') {
    return Number(form['amount'] ?? 1) <= intent.amount_received - total(refunds, 'amount');
  }
  return Number(form['amount_to_capture'] ?? 0) <= intent.amount_capturable;
}

export function checkAmounts(seen: Seen): void {
  const { intent, charges, refunds } = seen;
  const captured = total(charges, 'amount_captured');
  const refunded = total(refunds, 'amount');
  const isHeld = intent.status === 'requires_capture';
  const paid = charges.filter((charge) => charge.paid);
  // Held once, and neither captured nor held any longer.
  const released = isHeld ? 0 : total(paid, 'amount') - captured;
  const rules: [string, boolean][] = [
    ['A payment is paid once', paid.length <= 1],
    ['What is received is what was captured', intent.amount_received === captured],
    ['What is held can be captured', intent.amount_capturable === (isHeld ? intent.amount : 0)],
    ['Who paid has succeeded', intent.amount_received > 0 === (intent.status === 'succeeded')],
    ['Nobody gives back more than was received', refunded <= captured],
    [
      'A charge counts what is given back',
      total(charges, 'amount_refunded') === refunded + released,
    ],
    ['A charge that is refunded is so as a whole', charges.every(isRefundedAsAWhole)],
    ['A question is open only while it is asked', hasQuestion(intent)],
  ];
  const failed = rules.find(([, holds]) => !holds);
  if (failed) broken(failed[0], seen);
}

function total<Name extends string>(objects: Record<Name, number>[], name: Name): number {
  return objects.reduce((sum, object) => sum + object[name], 0);
}

const isRefundedAsAWhole = ({ amount, amount_refunded, refunded }: Stripe.Charge) =>
  refunded === (amount_refunded === amount);

const hasQuestion = ({ next_action, status }: Stripe.PaymentIntent) =>
  (next_action !== null) === (status === 'requires_action');

export function checkEvents(all: Stripe.Event[], { intent: { id }, charges }: Seen): void {
  const events = all.filter(({ data: { object } }) => isAbout(object, id)).reverse();
  const types = events.map(({ type }) => type).join(' ');
  if (!ALLOWED_EVENTS.test(types)) broken('Events come in an order that Stripe knows', types);
  for (const { type, data } of events) {
    const status = 'status' in data.object ? data.object.status : null;
    if (!TOLD_STATUS[type]?.some((told) => told === status)) {
      broken('An event tells what has happened', type, status);
    }
  }
  const failures = events.filter(({ type }) => type === 'charge.failed');
  if (failures.length !== charges.filter(({ status }) => status === 'failed').length) {
    broken('Every charge that failed is told of', types, charges);
  }
}
