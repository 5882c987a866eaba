import { Injectable } from '@nestjs/common';
import { withdrawnText } from '../../fulfilment/domain/sending-policy.js';
import { PackingSlipService } from '../../fulfilment/slip/packing-slip.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { type CommandResult, refused } from '../command-result.js';
import { findOrder } from '../find-order.js';

@Injectable()
export class SlipCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly slips: PackingSlipService,
  ) {}

  async run(number: number, { parcel = null }: { parcel?: number | null }): Promise<CommandResult> {
    const order = await findOrder(this.orders, number);
    const result = await this.slips.write(order, parcel);
    if ('refused' in result) return refused(result.refused);
    const { file, withdrawnAt } = result;
    return {
      lines: [
        ...(withdrawnAt ? [`Order ${number}: ${withdrawnText(withdrawnAt)}`] : []),
        `Open it in a browser, and print it: ${file}`,
      ],
      json: { number, file, withdrawn: withdrawnAt !== null },
      code: 0,
    };
  }
}
