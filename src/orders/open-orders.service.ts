import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import type { Order } from './domain/order.js';
import { type NumberRange, OpenOrdersRepository } from './open-orders.repository.js';

/** The orders that still wait for their money, at the Stripe that this shop talks to. */
@Injectable()
export class OpenOrdersService {
  constructor(
    private readonly orders: OpenOrdersRepository,
    private readonly gateway: PaymentGateway,
  ) {}

  /** Of those numbers, the oldest first. */
  async placedBefore(time: Date, numbers: NumberRange, most: number): Promise<Order[]> {
    return this.orders.batch(await this.gateway.home(), time, numbers, most);
  }
}
