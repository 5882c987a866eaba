import { Injectable } from '@nestjs/common';
import type { Order } from './domain/order.js';
import { type OrderFilter, OrderRegisterRepository } from './order-register.repository.js';

/** Orders as the shop's own people look them up. */
@Injectable()
export class OrderRegisterService {
  constructor(private readonly register: OrderRegisterRepository) {}

  findByNumber(number: number): Promise<Order | null> {
    return this.register.findByNumber(number);
  }

  list(filter: OrderFilter): Promise<Order[]> {
    return this.register.list(filter);
  }

  openWithPayment(): Promise<Order[]> {
    return this.register.openWithPayment();
  }
}
