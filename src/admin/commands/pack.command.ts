import { Injectable } from '@nestjs/common';
import type { ParcelKind } from '../../fulfilment/domain/parcel-state.js';
import type { LineCount } from '../../fulfilment/domain/remaining.js';
import { FulfilmentService } from '../../fulfilment/fulfilment.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { findOrder } from '../find-order.js';
import { parcelResult } from '../format/parcel.js';

export interface PackOptions {
  line?: LineCount[];
  kind?: ParcelKind;
  anyway?: boolean;
}

@Injectable()
export class PackCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly fulfilment: FulfilmentService,
  ) {}

  async run(number: number, { line, kind, anyway }: PackOptions): Promise<CommandResult> {
    const { id } = await findOrder(this.orders, number);
    const request = { lines: line ?? null, kind: kind ?? null, anyway: anyway === true };
    return parcelResult(await this.fulfilment.pack(id, request));
  }
}
