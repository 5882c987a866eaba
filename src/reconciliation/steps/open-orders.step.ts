import { Injectable } from '@nestjs/common';
import type { Order } from '../../orders/domain/order.js';
import { OpenOrdersService } from '../../orders/open-orders.service.js';
import { OrderExpiryService } from '../../orders/order-expiry.service.js';
import type { Round } from '../round.js';

/** Asks Stripe about every order that still waits for money: events can be lost, or never be made. */
@Injectable()
export class OpenOrdersStep {
  readonly name = 'The orders that wait for money';
  /** Where the last round came to: the next goes on from there. */
  #last = 0;

  constructor(
    private readonly openOrders: OpenOrdersService,
    private readonly expiry: OrderExpiryService,
  ) {}

  async run(round: Round): Promise<void> {
    for await (const batch of this.openOrders.placedBefore(round.settledBefore, this.#last)) {
      await round.each(batch, nameOf, (order) => this.#tend(round, order));
      if (round.isBrokenOff) return;
    }
  }

  async #tend(round: Round, order: Order) {
    this.#last = order.number;
    const now = await this.expiry.tend(order);
    if (!order.paymentIntentId) round.count('resumed');
    if (now.state === 'expired') round.count('expired');
    else if (now.state !== order.state) round.count('settled');
  }
}

function nameOf({ number }: Order): string {
  return `Order ${number}`;
}
