import { isOrderState, ORDER_STATES } from '../../orders/domain/order-state.js';
import { format } from '../../money/format.js';
import { Desk } from '../desk.service.js';
import { inWords, toJson } from '../order-text.js';
import { table, UsageError } from '../report.js';
import type { Command, Values } from './command.js';

const USUAL = 20;

export const list: Command = {
  usage: '[--state STATE] [--limit N]',
  tells: `the newest orders; STATE is one of ${ORDER_STATES.join(', ')}`,
  options: { state: { type: 'string' }, limit: { type: 'string' } },
  mostPositionals: 0,
  async run(shop, { values }) {
    const orders = await shop.get(Desk).queries.list(readFilter(values));
    const rows = orders.map(({ number, total, state, email, paymentIntentId }) => [
      String(number),
      format(total),
      inWords(state),
      email ?? '-',
      paymentIntentId ?? '-',
    ]);
    return {
      lines: rows.length > 0 ? table(rows) : ['No order.'],
      json: { orders: orders.map(toJson) },
      code: 0,
    };
  },
};

function readFilter({ state, limit }: Values) {
  const count = limit === undefined ? USUAL : Number(limit);
  if (!Number.isInteger(count) || count < 1) throw new UsageError('--limit takes a whole number.');
  if (state === undefined) return { limit: count };
  if (typeof state !== 'string' || !isOrderState(state)) {
    throw new UsageError(`--state takes one of ${ORDER_STATES.join(', ')}.`);
  }
  return { state, limit: count };
}
