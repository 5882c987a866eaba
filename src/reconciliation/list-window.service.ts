import { Injectable } from '@nestjs/common';
import { PaymentGateway } from '../payments/payment-gateway.js';
import { listMilestone, MilestoneRepository } from './milestone.repository.js';
import { SoldOrdersRepository } from './sold-orders.repository.js';

type List = Parameters<typeof listMilestone>[0];

/** A list of Stripe's may get an entry late, with an earlier time than what was read before. */
const MARGIN_MS: Record<List, number> = { events: 300_000, payments: 300_000, compared: 0 };

/** From where a list of Stripe's has to be read, and how far it was. */
@Injectable()
export class ListWindowService {
  constructor(
    private readonly gateway: PaymentGateway,
    private readonly milestones: MilestoneRepository,
    private readonly orders: SoldOrdersRepository,
  ) {}

  /** Null while there is no order that anything could be about. */
  async start(list: List): Promise<Date | null> {
    const home = await this.gateway.home();
    const readTo = await this.milestones.read(listMilestone(list, home));
    const from = readTo ?? (await this.orders.firstPlacedAt(home));
    return from && new Date(from.getTime() - MARGIN_MS[list]);
  }

  /** Only when all up to there was seen to. */
  async close(list: List, readTo: Date): Promise<void> {
    await this.milestones.pass(listMilestone(list, await this.gateway.home()), readTo);
  }
}
