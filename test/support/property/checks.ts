import type Stripe from 'stripe';
import { isAbout } from '../contract/payments.js';
import { ALLOWED_EVENTS, CARDS, MOVES, TOLD_STATUS } from './rules.js';
import type { Step } from './steps.js';

/** Something that Stripe would never do. */
export function broken(rule: string, ...seen: unknown[]): never {
  throw new Error([rule, ...seen.map((each) => JSON.stringify(each))].join('\n  '));
}

export function checkMove(step: Step, before: Stripe.PaymentIntent, after: Stripe.PaymentIntent) {
  const allowed = MOVES[step.verb][before.status] ?? [];
  if (!allowed.some((status) => status === after.status)) {
    broken('A step leads only where it may', step, before.status, after.status);
  }
  const card = CARDS[step.form['payment_method'] ?? ''];
  if (card && after.status !== card(before.capture_method === 'manual')) {
    broken('A card does what it is known for', step, after.status);
  }
}

export const isAllowed = ({ verb }: Step, { status }: Stripe.PaymentIntent) =>
  MOVES[verb][status] !== undefined;

/** What there is no reason to refuse when it is in turn. */
export function hasToWork({ verb, form }: Step, before: Stripe.PaymentIntent): boolean {
  if (verb === 'confirm') return form['payment_method'] !== undefined;
  return Number(form['amount_to_capture'] ?? 0) <= before.amount_capturable;
}

export function checkAmounts(intent: Stripe.PaymentIntent, charges: Stripe.Charge[]): void {
  const sum = (field: 'amount_captured' | 'amount_refunded') =>
    charges.reduce((total, charge) => total + charge[field], 0);
  const isHeld = intent.status === 'requires_capture';
  const rules: [string, boolean][] = [
    ['A payment is paid once', charges.filter(({ paid }) => paid).length <= 1],
    ['What is received is what was captured', intent.amount_received === sum('amount_captured')],
    ['What is held can be captured', intent.amount_capturable === (isHeld ? intent.amount : 0)],
    ['Who paid has succeeded', intent.amount_received > 0 === (intent.status === 'succeeded')],
    ['Nobody gives back more than all', charges.every(isWithinItsAmount)],
    ['A question is open only while it is asked', hasQuestion(intent)],
  ];
  const failed = rules.find(([, holds]) => !holds);
  if (failed) broken(failed[0], intent, charges);
}

function isWithinItsAmount({ amount, amount_captured, amount_refunded, refunded }: Stripe.Charge) {
  return amount_captured + amount_refunded <= amount && refunded === (amount_refunded === amount);
}

function hasQuestion({ next_action, status }: Stripe.PaymentIntent): boolean {
  return (next_action !== null) === (status === 'requires_action');
}

export function checkEvents(id: string, all: Stripe.Event[], charges: Stripe.Charge[]): void {
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
