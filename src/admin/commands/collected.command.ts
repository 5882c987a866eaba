import { Injectable } from '@nestjs/common';
import { FulfilmentService } from '../../fulfilment/fulfilment.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { parcelResult } from '../format/parcel.js';

@Injectable()
export class CollectedCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly fulfilment: FulfilmentService,
  ) {}

  async run(
    number: number,
    { parcel = null, anyway }: { parcel?: number | null; anyway?: boolean },
  ): Promise<CommandResult> {
    const { id } = await findOrder(this.orders, number);
    return parcelResult(await this.fulfilment.collect(id, { parcel, anyway: anyway === true }));
  }
}
