import { formatMinor } from '../../money/format.js';
import type { RefundResult } from '../../orders/refunds/refund.service.js';
import { type CommandResult, refused } from '../command-result.js';
import { orderToJson, stateLabel } from './order.js';

export function refundResult(result: RefundResult): CommandResult {
  if ('refused' in result) return refused(result.refused);
  const { refund, order } = result;
  const json = { refund: refund.refundId, outcome: refund.outcome, order: orderToJson(order) };
  if (refund.outcome === 'failed') {
    const lines = [`${refund.refundId}: the refund failed. No money was sent.`];
    return { lines, json, code: 1 };
  }
  const amount = formatMinor(refund.amountMinor, refund.currency);
  const lines = [
    `${refund.refundId}: ${amount} is on its way to the shopper.`,
    `Order ${order.number}: ${stateLabel(order.state)}.`,
  ];
  return { lines, json, code: 0 };
}
