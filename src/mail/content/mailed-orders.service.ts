import { Injectable } from '@nestjs/common';
import type { Parcel } from '../../fulfilment/domain/parcel.js';
import { ParcelsQueries } from '../../fulfilment/parcels.queries.js';
import type { Order } from '../../orders/domain/order.js';
import { OrderQueries } from '../../orders/order.queries.js';
import type { DocumentNumber } from '../../receipts/domain/document-number.js';
import { ReceiptQueries } from '../../receipts/receipt.queries.js';

interface MailedOrder {
  order: Order;
  parcels: Parcel[];
  receipt: DocumentNumber | null;
}

/** What a mail about an order may say of it. */
@Injectable()
export class MailedOrdersService {
  constructor(
    private readonly orders: OrderQueries,
    private readonly parcels: ParcelsQueries,
    private readonly receipts: ReceiptQueries,
  ) {}

  async find(orderId: string | null): Promise<MailedOrder> {
    const order = orderId === null ? null : await this.orders.find({ id: orderId });
    if (!order) throw new Error('Its order is not in the database');
    const parcels = await this.parcels.ofOrder(order.id);
    return { order, parcels, receipt: await this.receipts.findNumber(order.id) };
  }
}
