import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { Order } from './domain/order.js';
import { OpenOrdersRepository } from './open-orders.repository.js';

const BATCH = 50;

/** The orders that still wait for their money, at the Stripe that this shop talks to. */
@Injectable()
export class OpenOrdersService {
  constructor(
    private readonly orders: OpenOrdersRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /** In batches, each read when the one before it is done with. */
  async *placedBefore(time: Date): AsyncGenerator<Order[]> {
    const home = await this.gateway.home();
    for (let last = 0; ;) {
      const batch = await this.orders.batch(home, time, last, BATCH);
      if (batch.length > 0) yield batch;
      if (batch.length < BATCH) return;
      last = batch.at(-1)?.number ?? Infinity;
    }
  }
}
