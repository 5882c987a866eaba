import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { CartService } from '../cart/cart.service.js';
import { offerOf } from '../cart/domain/cart.js';
import { OrdersService } from '../orders/orders.service.js';

/** How long a change of the cart waits for Stripe. The work goes on behind it. */
const PATIENCE_MS = 1_000;

/** Releases the copies of an order as soon as its cart has changed: nobody can pay it any more. */
@Injectable()
export class OutgrownOrdersService implements OnModuleInit {
  readonly #logger = new Logger(OutgrownOrdersService.name);

  constructor(
    private readonly carts: CartService,
    private readonly orders: OrdersService,
  ) {}

  onModuleInit() {
    this.carts.onChange((cartId) =>
      Promise.race([this.#release(cartId), wait(PATIENCE_MS, undefined, { ref: false })]),
    );
  }

  async #release(cartId: string): Promise<void> {
    try {
      await this.orders.supersedeOutgrown(cartId, async () => {
        const cart = await this.carts.read(cartId);
        return (delivery) => offerOf(cart, delivery);
      });
    } catch (error) {
      this.#logger.warn(`An order of a changed cart was not closed: ${String(error)}`);
    }
  }
}
