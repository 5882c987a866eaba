import { format } from '../../money/format.js';
import { Desk } from '../desk.service.js';
import {
  cureOf,
  inWords,
  ledgerTexts,
  lineTexts,
  reasonOf,
  timelineTexts,
  toJson,
} from '../order-text.js';
import type { Command } from './command.js';

export const show: Command = {
  usage: 'NUMBER [--link]',
  tells: 'one order: lines, money, what happened; --link adds its page’s address, which opens it',
  options: { link: { type: 'boolean' } },
  mostPositionals: 1,
  async run(shop, { positionals, values, env }) {
    const order = await shop.get(Desk).order(positionals[0]);
    const link = values['link'] ? `${env.publicUrl}/orders/${order.token}` : null;
    const reason = reasonOf(order);
    const lines = [
      `Order ${order.number}: ${inWords(order.state)}`,
      ...(reason ? [reason] : []),
      ...cureOf(order),
      `Total ${format(order.total)}, ${order.paymentIntentId ?? 'no PaymentIntent yet'}, ${order.email ?? 'no e-mail'}`,
      ...(link ? [link] : []),
      'Lines',
      ...lineTexts(order),
      'Money',
      ...(order.ledger.length > 0 ? ledgerTexts(order) : ['  none has moved']),
      'Timeline',
      ...timelineTexts(order),
    ];
    return { lines, json: { ...toJson(order), ...(link && { link }) }, code: 0 };
  },
};
