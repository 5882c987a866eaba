import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.service.js';

@Injectable()
export class WebhookSilenceRepository {
  constructor(private readonly database: Database) {}

  /**
   * Whether the newest test order that a page had to find paid saw no event of Stripe's since it was
   * placed. `before`: orders paid later than that may still hear of it.
   */
  async isSilent(before: Date): Promise<boolean> {
    const order = await this.database.reader.order.findFirst({
      where: {
        stripeMode: 'test',
        state: 'paid',
        paidAt: { lte: before },
        timeline: { some: { event: 'payment_succeeded', source: { in: ['return', 'page'] } } },
      },
      orderBy: { placedAt: 'desc' },
      select: { placedAt: true },
    });
    if (!order) return false;
    const event = await this.database.reader.webhookEvent.findFirst({
      where: { receivedAt: { gte: order.placedAt } },
      select: { id: true },
    });
    return !event;
  }
}
