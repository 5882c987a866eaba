import { Injectable } from '@nestjs/common';
import type { Order } from '../../orders/domain/order.js';
import { OrderExpiryService } from '../../orders/expiry/order-expiry.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import type { ReconciliationRun } from '../reconciliation-run.js';
import { RoundRobin } from '../round-robin.js';
import { type Check, orderLabel } from './check.js';

const BATCH = 50;

/** Syncs every open order with its payment, and expires overdue ones. */
@Injectable()
export class OpenOrdersCheck implements Check {
  readonly name = 'The open orders';
  readonly #roundRobin = new RoundRobin<Order>(({ number }) => number);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly orders: OrderQueries,
    private readonly expiry: OrderExpiryService,
  ) {}

  async run(run: ReconciliationRun): Promise<void> {
    const account = await this.gateway.currentAccount();
    const batches = this.#roundRobin.batches(
      (range, limit) => this.orders.openPlacedBefore(account, run.cutoff, range, limit),
      BATCH,
    );
    for await (const batch of batches) {
      await run.forEachConcurrently(batch, orderLabel, (order) => this.#check(run, order));
      if (run.isIncomplete) return;
    }
  }

  async #check(run: ReconciliationRun, order: Order) {
    this.#roundRobin.begin(order);
    const now = await this.expiry.syncAndExpire(order);
    if (!order.paymentIntentId) run.increment('resumed');
    if (now.state === 'expired') run.increment('expired');
    else if (now.state !== order.state) run.increment('synced');
  }
}
