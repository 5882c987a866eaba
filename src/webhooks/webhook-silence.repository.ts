import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

@Injectable()
export class WebhookSilenceRepository {
  constructor(private readonly database: Database) {}

  /**
   * Whether the newest paid test order saw no event of Stripe's since it was placed, whoever found it
   * paid. `before`: orders paid later than that may still hear of it.
   */
  async isSilent(before: Date): Promise<boolean> {
    const order = await this.database.reader.order.findFirst({
      where: { stripeMode: 'test', state: 'paid', paidAt: { lte: before } },
      orderBy: { placedAt: 'desc' },
      select: { placedAt: true },
    });
    if (!order) return false;
    const event = await this.database.reader.webhookEvent.findFirst({
      // What the shop read back itself proves no delivery.
      where: { receivedAt: { gte: order.placedAt }, source: 'webhook' },
      select: { id: true },
    });
    return !event;
  }
}
