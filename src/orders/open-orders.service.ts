import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { Order } from './domain/order.js';
import { type NumberRange, OpenOrdersRepository } from './open-orders.repository.js';

const BATCH = 50;

/** The orders that still wait for their money, at the Stripe that this shop talks to. */
@Injectable()
export class OpenOrdersService {
  constructor(
    private readonly orders: OpenOrdersRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /**
   * In batches, each read when the one before it is done with. Those that follow that number come
   * first: nobody waits for ever behind orders that always fail.
   */
  async *placedBefore(time: Date, afterNumber: number): AsyncGenerator<Order[]> {
    yield* this.#numbered({ gt: afterNumber }, time);
    yield* this.#numbered({ gt: 0, lte: afterNumber }, time);
  }

  async *#numbered(range: NumberRange, time: Date): AsyncGenerator<Order[]> {
    const home = await this.gateway.home();
    for (let last = range.gt; ;) {
      const numbers = { ...range, gt: last };
      const batch = await this.orders.batch(home, time, numbers, BATCH);
      if (batch.length > 0) yield batch;
      if (batch.length < BATCH) return;
      last = batch.at(-1)?.number ?? Infinity;
    }
  }
}
