import { Injectable } from '@nestjs/common';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { inPieces } from '../database/in-pieces.js';
import type { Order } from '../orders/domain/order.js';
import { LAST_RESTORE } from '../orders/domain/restore.js';
import { OrdersToPackQueries } from '../orders/orders-to-pack.queries.js';
import { WithdrawalQueries } from '../orders/withdrawal/withdrawal.queries.js';
import { mayHaveLeft } from './domain/may-have-left.js';
import type { Parcel } from './domain/parcel.js';
import { ParcelsQueries } from './parcels.queries.js';

export interface OrderWithParcels {
  order: Order;
  parcels: Parcel[];
  /** When the database was restored, if the order may have left before: see `mayHaveLeft`. Else null. */
  mayHaveLeftBefore: Date | null;
  /** When the shopper withdrew from the contract, until a person has dismissed that. Else null. */
  withdrawnAt: Date | null;
}

/** What is to be packed, and what is packed and waits. */
@Injectable()
export class ToPackService {
  constructor(
    private readonly ordersToPack: OrdersToPackQueries,
    private readonly parcels: ParcelsQueries,
    private readonly checkpoints: CheckpointRepository,
    private readonly withdrawals: WithdrawalQueries,
  ) {}

  /** Oldest first; all, unless so many are enough. */
  async list(limit = Infinity): Promise<OrderWithParcels[]> {
    const packed = await this.parcels.packedCopies();
    const orders = await this.ordersToPack.list();
    const waiting = [...packed].filter(([, { isWaiting }]) => isWaiting).map(([id]) => id);
    const isWaiting = new Set(waiting);
    const due = orders.filter(
      ({ id, copies }) => isWaiting.has(id) || copies > (packed.get(id)?.copies ?? 0),
    );
    // Some wait although their order is refunded.
    const ids = [...new Set([...due.map(({ id }) => id), ...waiting])];
    const found = (await this.ordersToPack.read(ids)).slice(0, limit);
    return inPieces(found, (piece) => this.#withParcels(piece));
  }

  /** With as many statements for a piece of them as for one. */
  async #withParcels(orders: readonly Order[]): Promise<OrderWithParcels[]> {
    const ids = orders.map(({ id }) => id);
    const restoredAt = await this.checkpoints.read(LAST_RESTORE);
    const parcelsOf = await this.parcels.ofOrders(ids);
    const withdrawnAt = await this.withdrawals.allOpenSince(ids);
    return orders.map((order) => {
      const parcels = parcelsOf.get(order.id) ?? [];
      const isInDoubt = restoredAt !== null && mayHaveLeft(order, parcels, restoredAt);
      return {
        order,
        parcels,
        mayHaveLeftBefore: isInDoubt ? restoredAt : null,
        withdrawnAt: withdrawnAt.get(order.id) ?? null,
      };
    });
  }
}
