import { Injectable } from '@nestjs/common';
import { ToPackService } from '../../fulfilment/to-pack.service.js';
import type { CommandResult } from '../command-result.js';
import { orderToJson, stateLabel } from '../format/order.js';
import { formatWork, parcelsToJson } from '../format/parcel.js';

@Injectable()
export class ToPackCommand {
  constructor(private readonly toPack: ToPackService) {}

  async run({ limit }: { limit?: number | undefined }): Promise<CommandResult> {
    const found = await this.toPack.list(limit);
    const lines = found.flatMap((each) => [
      `Order ${each.order.number}: ${stateLabel(each.order.state)}`,
      ...formatWork(each),
    ]);
    const orders = found.map(({ order, parcels, ...marks }) => ({
      ...orderToJson(order),
      ...parcelsToJson(order, parcels),
      mayHaveLeft: marks.mayHaveLeftBefore !== null,
      withdrawn: marks.withdrawnAt !== null,
    }));
    return {
      lines: lines.length > 0 ? lines : ['Nothing is to be packed.'],
      json: { orders },
      code: 0,
    };
  }
}
