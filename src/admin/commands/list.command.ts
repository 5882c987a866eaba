import { Injectable } from '@nestjs/common';
import { format } from '../../money/format.js';
import type { OrderState } from '../../orders/domain/order-state.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { orderToJson, stateLabel } from '../format/order.js';
import { formatTable } from '../format/table.js';

const USUAL_LIMIT = 20;

interface Filter {
  state?: OrderState | undefined;
  limit?: number | undefined;
}

@Injectable()
export class ListCommand {
  constructor(private readonly orders: OrderQueries) {}

  async run({ state, limit = USUAL_LIMIT }: Filter): Promise<CommandResult> {
    const orders = await this.orders.list({ limit, ...(state && { state }) });
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
