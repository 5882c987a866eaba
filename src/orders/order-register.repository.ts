import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';
import { isOpen, ORDER_STATES, type OrderState } from './domain/order-state.js';
import type { Order } from './domain/order.js';
import { toOrder } from './order-mapping.js';
import { WHOLE } from './order.repository.js';

export interface OrderFilter {
  state?: OrderState;
  limit: number;
}

@Injectable()
export class OrderRegisterRepository {
  constructor(private readonly database: Database) {}

  async findByNumber(number: number): Promise<Order | null> {
    const row = await this.database.reader.order.findUnique({ where: { number }, include: WHOLE });
    return row && toOrder(row);
  }

  /** Newest first. */
  async list({ state, limit }: OrderFilter): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: state ? { state } : {},
      orderBy: { number: 'desc' },
      take: limit,
      include: WHOLE,
    });
    return rows.map(toOrder);
  }

  /** Oldest first: open orders of whose payment Stripe may know more than we do. */
  async openWithPayment(): Promise<Order[]> {
    const rows = await this.database.reader.order.findMany({
      where: { state: { in: ORDER_STATES.filter(isOpen) }, paymentIntentId: { not: null } },
      orderBy: { number: 'asc' },
      include: WHOLE,
    });
    return rows.map(toOrder);
  }
}
