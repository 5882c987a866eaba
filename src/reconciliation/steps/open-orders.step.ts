import { Injectable } from '@nestjs/common';
import type { Order } from '../../orders/domain/order.js';
import { OrderExpiryService } from '../../orders/order-expiry.service.js';
import { OrderQueries } from '../../orders/order.queries.js';
import { PaymentGateway } from '../../payments/payment-gateway.js';
import { RoundRobin } from '../round-robin.js';
import type { Round } from '../round.js';

const BATCH = 50;

/** Asks Stripe about every order that still waits for money: events can be lost, or never be made. */
@Injectable()
export class OpenOrdersStep {
  readonly name = 'The orders that wait for money';
  readonly #turns = new RoundRobin<Order>(({ number }) => number);

  constructor(
    private readonly gateway: PaymentGateway,
    private readonly orders: OrderQueries,
    private readonly expiry: OrderExpiryService,
  ) {}

  async run(round: Round): Promise<void> {
    const home = await this.gateway.home();
    const batches = this.#turns.batches(
      (numbers, most) => this.orders.openPlacedBefore(home, round.settledBefore, numbers, most),
      BATCH,
    );
    for await (const batch of batches) {
      await round.each(batch, nameOf, (order) => this.#tend(round, order));
      if (round.isBrokenOff) return;
    }
  }

  async #tend(round: Round, order: Order) {
    this.#turns.begin(order);
    const now = await this.expiry.tend(order);
    if (!order.paymentIntentId) round.count('resumed');
    if (now.state === 'expired') round.count('expired');
    else if (now.state !== order.state) round.count('settled');
  }
}

function nameOf({ number }: Order): string {
  return `Order ${number}`;
}
