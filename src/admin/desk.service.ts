import { Injectable } from '@nestjs/common';
import type { Order } from '../orders/domain/order.js';
import { OrderQueries } from '../orders/order.queries.js';
import { RefundService } from '../orders/refund.service.js';
import { ReviewService } from '../orders/review.service.js';
import { SettlementService } from '../orders/settlement.service.js';
import { UsageError } from './report.js';
import { OpenMattersService } from './open-matters.service.js';

/** What lies on an admin's desk. */
@Injectable()
export class Desk {
  constructor(
    readonly queries: OrderQueries,
    readonly settlement: SettlementService,
    readonly refunds: RefundService,
    readonly reviews: ReviewService,
    readonly matters: OpenMattersService,
  ) {}

  /** The order of that number, as a person types it. Throws a UsageError. */
  async order(number: string | undefined): Promise<Order> {
    const typed = /^\d{1,9}$/.test(number ?? '') ? Number(number) : null;
    if (typed === null) throw new UsageError('Which order? Give its number, such as 1001.');
    const order = await this.queries.findByNumber(typed);
    if (!order) throw new UsageError(`There is no order ${typed}.`);
    return order;
  }
}
