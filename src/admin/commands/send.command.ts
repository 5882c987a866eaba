import { Injectable } from '@nestjs/common';
import { FulfilmentService } from '../../fulfilment/fulfilment.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { parcelResult } from '../format/parcel.js';

export interface SendOptions {
  parcel?: number;
  carrier?: string;
  tracking?: string;
  anyway?: boolean;
}

@Injectable()
export class SendCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly fulfilment: FulfilmentService,
  ) {}

  async run(number: number, options: SendOptions): Promise<CommandResult> {
    const { id } = await findOrder(this.orders, number);
    const request = {
      parcel: options.parcel ?? null,
      carrier: options.carrier ?? null,
      trackingNumber: options.tracking ?? null,
      anyway: options.anyway === true,
    };
    return parcelResult(await this.fulfilment.send(id, request));
  }
}
