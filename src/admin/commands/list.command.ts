import { Injectable } from '@nestjs/common';
import { format } from '../../money/format.js';
import { type OrderFilter, OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { orderToJson, stateLabel } from '../format/order.js';
import { formatTable } from '../format/table.js';

@Injectable()
export class ListCommand {
  constructor(private readonly orders: OrderQueries) {}

  async run(filter: OrderFilter): Promise<CommandResult> {
    const orders = await this.orders.list(filter);
    const rows = orders.map(({ number, total, state, email, paymentIntentId }) => [
      String(number),
      format(total),
      stateLabel(state),
      email ?? '-',
      paymentIntentId ?? '-',
    ]);
    return {
      lines: rows.length > 0 ? formatTable(rows) : ['No orders found.'],
      json: { orders: orders.map(orderToJson) },
      code: 0,
    };
  }
}
