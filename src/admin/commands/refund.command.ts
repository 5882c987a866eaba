import { Injectable } from '@nestjs/common';
import { isCurrency } from '../../money/currency.js';
import { readAmount } from '../../money/read-amount.js';
import { type Order, paidCurrency } from '../../orders/domain/order.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { RefundService } from '../../orders/refunds/refund.service.js';
import { type CommandResult, UsageError } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { refundResult } from '../format/refund.js';

@Injectable()
export class RefundCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly refunds: RefundService,
  ) {}

  async run(number: number, amount?: string): Promise<CommandResult> {
    const order = await findOrder(this.orders, number);
    return refundResult(await this.refunds.refund(order, parseAmount(amount, order)));
  }
}

/** Null: the whole balance. */
function parseAmount(text: string | undefined, order: Order): number | null {
  if (text === undefined) return null;
  const currency = paidCurrency(order);
  const amount = isCurrency(currency) ? readAmount(text, currency) : null;
  if (!amount || amount.minor < 1) {
    throw new UsageError(
      `${text} is not an amount in ${currency}. Write it as 5.00, or as 500 for JPY.`,
    );
  }
  return amount.minor;
}
