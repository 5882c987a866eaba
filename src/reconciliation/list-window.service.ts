import { Injectable } from '@nestjs/common';
import { OrderQueries } from '../orders/order.queries.js';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { StripeClock } from '../payments/stripe-clock.service.js';
import { listMilestone } from './domain/milestone.js';
import { MilestoneRepository } from '../database/milestone.repository.js';

type List = Parameters<typeof listMilestone>[0];

/** A list of Stripe's may get an entry late, with an earlier time than what was read before. */
const MARGIN_MS: Record<List, number> = { events: 300_000, payments: 300_000, compared: 0 };
/** So long Stripe remembers its events. */
const WIDEST_MS = 30 * 86_400_000;

/** From where a list of Stripe's has to be read, and how far it was. */
@Injectable()
export class ListWindowService {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly milestones: MilestoneRepository,
    private readonly orders: OrderQueries,
    private readonly clock: StripeClock,
  ) {}

  /** Null while there is no order that anything could be about. */
  async start(list: List): Promise<Date | null> {
    const home = await this.gateway.home();
    const readTo = await this.milestones.read(listMilestone(list, home));
    if (readTo && list !== 'compared') return before(readTo, MARGIN_MS[list]);
    // By this machine's clock: what it put into a time to come says nothing of when to begin.
    const from = readTo ?? (await this.orders.firstPlacedAt(home));
    const now = list === 'compared' ? new Date() : this.clock.now();
    return from && (from > now ? before(now, WIDEST_MS) : before(from, MARGIN_MS[list]));
  }

  /** Only when all up to there was seen to. */
  async close(list: List, readTo: Date): Promise<void> {
    await this.milestones.pass(listMilestone(list, await this.gateway.home()), readTo);
  }
}

function before(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() - milliseconds);
}
