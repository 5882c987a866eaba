import { Injectable } from '@nestjs/common';
import type { LineCount } from '../../fulfilment/domain/remaining.js';
import { FulfilmentService } from '../../fulfilment/fulfilment.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { type CommandResult, refused } from '../command-result.js';
import { findOrder } from '../find-order.js';

@Injectable()
export class RestockCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly fulfilment: FulfilmentService,
  ) {}

  async run(
    number: number,
    { line, returned }: { line?: LineCount[]; returned?: boolean },
  ): Promise<CommandResult> {
    const { id } = await findOrder(this.orders, number);
    const request = { lines: line ?? null, isReturned: returned === true };
    const result = await this.fulfilment.restock(id, request);
    if ('refused' in result) return refused(result.refused);
    const copies = result.restocked.map(({ slug, quantity }) => `${quantity} × ${slug}`);
    const said =
      copies.length > 0
        ? `Order ${number}: back on the shelf: ${copies.join(', ')}.`
        : `Order ${number}: done before, as many copies were put back.`;
    return {
      lines: [said],
      json: { number, restocked: result.restocked },
      code: 0,
    };
  }
}
