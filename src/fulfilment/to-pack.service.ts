import { Injectable } from '@nestjs/common';
import type { Order } from '../orders/domain/order.js';
import { OrderQueries } from '../orders/order.queries.js';
import { OrdersToPackQueries } from '../orders/orders-to-pack.queries.js';
import type { Parcel } from './domain/parcel.js';
import { ParcelsQueries } from './parcels.queries.js';

export interface OrderWithParcels {
  order: Order;
  parcels: Parcel[];
}

/** What is to be packed, and what is packed and waits. */
@Injectable()
export class ToPackService {
  constructor(
    private readonly ordersToPack: OrdersToPackQueries,
    private readonly orders: OrderQueries,
    private readonly parcels: ParcelsQueries,
  ) {}

  /** Oldest first. */
  async list(limit: number): Promise<OrderWithParcels[]> {
    const packed = await this.parcels.packedCopies();
    const orders = await this.ordersToPack.list();
    const due = orders.filter(({ id, copies }) => copies > (packed.get(id)?.copies ?? 0));
    const waiting = [...packed].filter(([, { isWaiting }]) => isWaiting).map(([id]) => id);
    const ids = [...new Set([...due.map(({ id }) => id), ...waiting])];
    const found = await Promise.all(ids.slice(0, limit).map((id) => this.#withParcels(id)));
    return found
      .filter((each) => each !== null)
      .toSorted((one, other) => one.order.number - other.order.number);
  }

  async #withParcels(id: string): Promise<OrderWithParcels | null> {
    const order = await this.orders.find({ id });
    return order && { order, parcels: await this.parcels.ofOrder(id) };
  }
}
