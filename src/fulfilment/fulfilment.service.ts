import { Injectable } from '@nestjs/common';
import { OrderQueries } from '../orders/order.queries.js';
import type { Order } from '../orders/domain/order.js';
import type { Decision, Situation } from './domain/decision.js';
import { decidePack, type PackRequest } from './domain/pack.js';
import type { Parcel } from './domain/parcel.js';
import { decideRestock, type RestockRequest } from './domain/restock.js';
import { decideCollect, decideSend, type ParcelChoice, type SendRequest } from './domain/send.js';
import { decideUndo } from './domain/undo.js';
import { ParcelsQueries } from './parcels.queries.js';
import { ParcelsRepository } from './parcels.repository.js';

/** `isNew` is false if all of it was done before. `refused`: the reason; nothing was done. */
export type ParcelResult =
  { order: Order; parcels: Parcel[]; parcel: Parcel; isNew: boolean } | { refused: string };

/** `restocked`: by this command; empty if it was done before. */
export type RestockResult =
  { order: Order; restocked: { slug: string; quantity: number }[] } | { refused: string };

/** Packs and sends what was ordered. A repeated command does nothing that was done before. */
@Injectable()
export class FulfilmentService {
  constructor(
    private readonly repository: ParcelsRepository,
    private readonly parcels: ParcelsQueries,
    private readonly orders: OrderQueries,
  ) {}

  pack(orderId: string, request: PackRequest): Promise<ParcelResult> {
    return this.#change(orderId, (situation) => decidePack(situation, request));
  }

  send(orderId: string, request: SendRequest): Promise<ParcelResult> {
    return this.#change(orderId, (situation) => decideSend(situation, request));
  }

  collect(orderId: string, request: ParcelChoice): Promise<ParcelResult> {
    return this.#change(orderId, (situation) => decideCollect(situation, request));
  }

  /** `number`: of the parcel; null: the only one. */
  undo(orderId: string, number: number | null): Promise<ParcelResult> {
    return this.#change(orderId, (situation) => decideUndo(situation, number));
  }

  async restock(orderId: string, request: RestockRequest): Promise<RestockResult> {
    const decision = await this.repository.restock(orderId, (situation) =>
      decideRestock(situation, request),
    );
    if ('refused' in decision) return decision;
    const restocked = decision.lines.map(({ line: { slug }, quantity }) => ({ slug, quantity }));
    return { order: await this.#order(orderId), restocked };
  }

  async #change(
    orderId: string,
    decide: (situation: Situation) => Decision,
  ): Promise<ParcelResult> {
    const decision = await this.repository.change(orderId, decide);
    if ('refused' in decision) return decision;
    const parcels = await this.parcels.ofOrder(orderId);
    const parcel = parcels.find(({ number }) => number === decision.number);
    if (!parcel) throw new Error(`Parcel ${decision.number} of ${orderId} is not there`);
    const isNew = decision.changes.length > 0;
    return { order: await this.#order(orderId), parcels, parcel, isNew };
  }

  async #order(id: string): Promise<Order> {
    const order = await this.orders.find({ id });
    if (!order) throw new Error(`There is no order ${id}`);
    return order;
  }
}
