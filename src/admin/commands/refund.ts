import { formatMinor } from '../../money/format.js';
import { isCurrency } from '../../money/currency.js';
import { readAmount } from '../../money/read-amount.js';
import { type Order, paidCurrency } from '../../orders/domain/order.js';
import type { RefundResult } from '../../orders/refund.service.js';
import { Desk } from '../desk.service.js';
import { inWords, toJson } from '../order-text.js';
import { refused, type Report, UsageError } from '../report.js';
import type { Command } from './command.js';

export const refund: Command = {
  usage: 'NUMBER [AMOUNT]',
  tells: 'gives money back at Stripe: all that is left, or this much, such as 5.00',
  options: {},
  mostPositionals: 2,
  async run(shop, { positionals: [number, amount] }) {
    const desk = shop.get(Desk);
    const order = await desk.order(number);
    return tell(await desk.refunds.refund(order, readMinor(amount, order)));
  },
};

export function tell(result: RefundResult): Report {
  if ('refused' in result) return refused(result.refused);
  const { refund: made, order } = result;
  const amount = formatMinor(made.amountMinor, made.currency);
  const json = { refund: made.refundId, outcome: made.outcome, order: toJson(order) };
  if (made.outcome === 'failed') {
    return {
      lines: [`${made.refundId}: the refund failed. No money was sent.`],
      json,
      code: 1,
    };
  }
  const lines = [
    `${made.refundId}: ${amount} is on its way back.`,
    `Order ${order.number}: ${inWords(order.state)}.`,
  ];
  return { lines, json, code: 0 };
}

function readMinor(text: string | undefined, order: Order): number | null {
  if (text === undefined) return null;
  const currency = paidCurrency(order);
  const amount = isCurrency(currency) ? readAmount(text, currency) : null;
  if (!amount || amount.minor < 1) {
    throw new UsageError(`${text} is no amount of ${currency}. Such as: 5.00`);
  }
  return amount.minor;
}
