import { setTimeout as wait } from 'node:timers/promises';
import { CartRepository } from '../../src/cart/cart.repository.js';
import { StockRepository } from '../../src/catalog/stock.repository.js';
import { CheckpointRepository } from '../../src/database/checkpoint.repository.js';
import type { DatabaseService } from '../../src/database/database.service.js';
import { ParcelsRepository } from '../../src/fulfilment/parcels.repository.js';
import { OrderRepository } from '../../src/orders/order.repository.js';
import { ParcelOrdersRepository } from '../../src/orders/parcel-orders.repository.js';
import { RefundsAndDisputesRepository } from '../../src/orders/payment/refunds-and-disputes.repository.js';
import { OrderPlacementRepository } from '../../src/orders/placement/order-placement.repository.js';
import { RefundRepository } from '../../src/orders/refunds/refund.repository.js';
import { ReviewRepository } from '../../src/orders/review/review.repository.js';
import { StockReservationRepository } from '../../src/orders/stock/stock-reservation.repository.js';
import { DiscrepancyRepository } from '../../src/reconciliation/discrepancies/discrepancy.repository.js';
import { LeaseRepository } from '../../src/database/lease/lease.repository.js';
import { WebhookEventRepository } from '../../src/webhooks/webhook-event.repository.js';

/** What writes, as one process has it. */
export type Repositories = ReturnType<typeof repositoriesOn>;

export function repositoriesOn(database: DatabaseService) {
  const reservations = new StockReservationRepository(new StockRepository());
  return {
    carts: new CartRepository(database),
    checkpoints: new CheckpointRepository(database),
    discrepancies: new DiscrepancyRepository(database),
    events: new WebhookEventRepository(database),
    leases: new LeaseRepository(database),
    orders: new OrderRepository(database, reservations),
    placement: new OrderPlacementRepository(database, reservations),
    parcels: new ParcelsRepository(database, new ParcelOrdersRepository(reservations)),
    refunds: new RefundRepository(database),
    refundsAndDisputes: new RefundsAndDisputesRepository(database, reservations),
    reviews: new ReviewRepository(database, reservations),
  };
}

/** Two processes on one database. */
export class Contestants {
  readonly one: Repositories;
  readonly other: Repositories;
  #races = 0;

  constructor(
    readonly database: DatabaseService,
    rival: DatabaseService,
  ) {
    this.one = repositoriesOn(database);
    this.other = repositoriesOn(rival);
  }

  get reader() {
    return this.database.reader;
  }

  /** Side by side, one of them a little later: as often this one as that. */
  async race<A, B>(
    first: (one: Repositories) => Promise<A>,
    second: (other: Repositories) => Promise<B>,
  ): Promise<[A, B]> {
    this.#races += 1;
    const delays = [0, (this.#races % 5) * 0.7];
    const [ofFirst = 0, ofSecond = 0] = this.#races % 2 ? delays : delays.toReversed();
    const outcomes = await Promise.allSettled([
      wait(ofFirst).then(() => first(this.one)),
      wait(ofSecond).then(() => second(this.other)),
    ]);
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
    const [a, b] = outcomes as [PromiseFulfilledResult<A>, PromiseFulfilledResult<B>];
    return [a.value, b.value];
  }

  /** The same by both. */
  raceBoth<T>(run: (one: Repositories) => Promise<T>): Promise<[T, T]> {
    return this.race(run, run);
  }
}

/** Resolves to what is wrong afterwards; null if nothing is. What rejects is wrong, too. */
export type Race = (contestants: Contestants) => Promise<string | null>;
export type Races = Record<string, Race>;
