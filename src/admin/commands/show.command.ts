import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.module.js';
import { ParcelsQueries } from '../../fulfilment/parcels.queries.js';
import { format } from '../../money/format.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { CommandResult } from '../command-result.js';
import { findOrder } from '../find-order.js';
import {
  formatAddress,
  formatLedger,
  formatLines,
  formatTimeline,
  hintsFor,
  orderToJson,
  reasonOf,
  stateLabel,
} from '../format/order.js';
import { formatParcels, parcelsToJson } from '../format/parcel.js';

@Injectable()
export class ShowCommand {
  constructor(
    private readonly orders: OrderQueries,
    private readonly parcels: ParcelsQueries,
    private readonly config: Config,
  ) {}

  async run(number: number, options: { link?: boolean }): Promise<CommandResult> {
    const order = await findOrder(this.orders, number);
    const parcels = await this.parcels.ofOrder(order.id);
    const publicUrl = this.config.get('publicUrl', { infer: true });
    const link = options.link ? `${publicUrl}/orders/${order.token}` : null;
    const reason = reasonOf(order);
    const address = formatAddress(order);
    const lines = [
      `Order ${order.number}: ${stateLabel(order.state)}`,
      ...(reason ? [reason] : []),
      ...hintsFor(order),
      `Total ${format(order.total)}, ${order.paymentIntentId ?? 'no PaymentIntent yet'}, ${order.email ?? 'no e-mail'}`,
      ...(link ? [link] : []),
      'Lines',
      ...formatLines(order),
      ...(address.length > 0 ? ['Deliver to', ...address] : []),
      ...formatParcels(order, parcels),
      'Ledger',
      ...(order.ledger.length > 0 ? formatLedger(order) : ['  no entries']),
      'Timeline',
      ...formatTimeline(order),
    ];
    const json = {
      ...orderToJson(order),
      ...parcelsToJson(order, parcels),
      ...(link && { link }),
    };
    return { lines, json, code: 0 };
  }
}
