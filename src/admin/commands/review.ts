import { userInfo } from 'node:os';
import { Desk } from '../desk.service.js';
import { inWords, toJson } from '../order-text.js';
import { refused, type Report, UsageError } from '../report.js';
import type { Command } from './command.js';
import { listMatters } from './list-matters.js';
import { tell } from './refund.js';

export const review: Command = {
  usage: '[NUMBER accept|refund] [NUMBER|ID dismiss]',
  tells: 'what needs a person, or what that person has decided',
  options: {},
  mostPositionals: 2,
  async run(shop, { positionals: [subject, verdict] }) {
    const desk = shop.get(Desk);
    if (subject === undefined) return listMatters(desk);
    if (verdict === 'accept') return accept(desk, subject);
    if (verdict === 'refund') return refundWhole(desk, subject);
    if (verdict === 'dismiss') return dismiss(desk, subject);
    throw new UsageError('Decide: review NUMBER accept, NUMBER refund, or NUMBER|ID dismiss.');
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
  const unanswered = await desk.queries.unansweredRefunds();
  const isBegun = unanswered.some(({ order: at }) => at === order.number);
  if (order.state !== 'needs_review' && !isBegun) return refused('It is not under review.');
  return tell(await desk.refunds.refund(order, null));
}

/** By the order's number, or by Stripe's id of a payment or an event. */
async function dismiss(desk: Desk, typed: string): Promise<Report> {
  const order = /^(pi|evt)_/.test(typed) ? null : await desk.order(typed);
  const matters = await desk.matters.dismiss(order?.id ?? typed, userName());
  const disputes = order && (await desk.reviews.dismissDispute(order)) ? 1 : 0;
  const dismissed = matters + disputes;
  if (dismissed === 0) return refused(`Nothing about ${typed} can be dismissed.`);
  return { lines: [`Dismissed: ${dismissed} about ${typed}.`], json: { dismissed }, code: 0 };
}

/** On whose word. A user without a name is there in some containers. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'admin';
  }
}
