import { Desk } from '../desk.service.js';
import { inWords, toJson } from '../order-text.js';
import { refused, type Report, UsageError } from '../report.js';
import type { Command } from './command.js';
import { tell } from './refund.js';

const MOST = 1_000;
const CURE = 'npm run orders -- show NUMBER, then review NUMBER accept, or review NUMBER refund';

export const review: Command = {
  usage: '[NUMBER accept|refund]',
  tells: 'what needs a person, or what that person has decided',
  options: {},
  mostPositionals: 2,
  async run(shop, { positionals: [number, verdict] }) {
    const desk = shop.get(Desk);
    if (number === undefined) return listAll(desk);
    if (verdict === 'accept') return accept(desk, number);
    if (verdict === 'refund') return refundWhole(desk, number);
    throw new UsageError('Decide: review NUMBER accept, or review NUMBER refund.');
  },
};

async function accept(desk: Desk, number: string): Promise<Report> {
  const result = await desk.reviews.accept(await desk.order(number));
  if ('refused' in result) return refused(result.refused);
  const { order } = result;
  return { lines: [`Order ${number}: ${inWords(order.state)}.`], json: toJson(order), code: 0 };
}

async function refundWhole(desk: Desk, number: string): Promise<Report> {
  const order = await desk.order(number);
  if (order.state !== 'needs_review') return refused('It is not under review.');
  return tell(await desk.refunds.refund(order, null));
}

const WHAT_DIFFERS: Record<string, string> = {
  payment_of_no_order: 'Payment',
  payment_not_succeeded: 'What was paid of order',
  amount_differs: 'What came in for order',
  refunds_differ: 'What was refunded of order',
};

async function listAll({ register, matters }: Desk): Promise<Report> {
  const orders = await register.list({ state: 'needs_review', limit: MOST });
  const events = await matters.parkedEvents();
  const discrepancies = await matters.discrepancies();
  const lines = [
    ...orders.map(({ number, reason }) => `Order ${number}: ${reason ?? 'no reason is on record'}`),
    ...(orders.length > 0 ? [`  → ${CURE}`] : []),
    ...events.map(
      ({ eventId, type, paymentIntentId, lastError }) =>
        `Event ${eventId} (${type}) of ${paymentIntentId ?? 'no payment'}: ${lastError ?? ''}`,
    ),
    ...discrepancies.map(
      ({ kind, subject, ours, theirs }) =>
        `${WHAT_DIFFERS[kind] ?? kind} ${subject}: here ${ours}, at Stripe ${theirs}`,
    ),
    ...(events.length + discrepancies.length > 0
      ? ['  → look the payment up in Stripe’s Dashboard']
      : []),
  ];
  const count = orders.length + events.length + discrepancies.length;
  return {
    lines: count > 0 ? lines : ['Nothing needs a person.'],
    json: { orders: orders.map(toJson), events, discrepancies },
    code: count > 0 ? 1 : 0,
  };
}
