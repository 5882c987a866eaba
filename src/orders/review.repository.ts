import { Injectable } from '@nestjs/common';
import type { Shortage } from '../catalog/domain/shortage.js';
import { Database } from '../database/database.service.js';
import { TRANSITIONS } from './domain/order-state.js';
import type { Source } from './domain/order.js';
import { ReservationRepository } from './reservation.repository.js';

const EVENT = 'review_accepted';
const DISMISSED = 'dispute_dismissed';

export type Accepted = 'accepted' | 'not-in-review' | 'refund-under-way' | { shortage: Shortage };

@Injectable()
export class ReviewRepository {
  constructor(
    private readonly database: Database,
    private readonly reservations: ReservationRepository,
  ) {}

  /**
   * Takes the copies off the shelf that the order does not hold yet. With too few, nothing happens; nor
   * while somebody else gives its money back, of which the ledger may not know yet.
   */
  accept(orderId: string, source: Source): Promise<Accepted> {
    const { from, to } = TRANSITIONS[EVENT];
    return this.database.write(async (tx) => {
      const where = { id: orderId, state: { in: [...from] } };
      if ((await tx.order.count({ where })) === 0) return 'not-in-review';
      const refunds = await tx.refundRequest.count({ where: { openKey: orderId } });
      if (refunds > 0) return 'refund-under-way';
      const shortage = await this.reservations.hold(tx, orderId);
      if (shortage) return { shortage };
      // Why it was under review stays in its timeline.
      const data = { state: to, reason: null, paidAt: new Date() };
      await tx.order.update({ where: { id: orderId }, data });
      await tx.timelineEntry.create({ data: { orderId, event: EVENT, state: to, source } });
      return 'accepted';
    });
  }

  /** A line in the order's story, after which whatever else happens is news again. */
  dismissDispute(orderId: string, source: Source): Promise<boolean> {
    const entry = { orderId, event: DISMISSED, state: 'disputed', source };
    return this.database.write(async (tx) => {
      const where = { id: orderId, state: 'disputed' };
      if ((await tx.order.count({ where })) === 0) return false;
      const last = await tx.timelineEntry.findFirst({
        where: { orderId },
        orderBy: { id: 'desc' },
      });
      if (last?.event === DISMISSED) return false;
      await tx.timelineEntry.create({ data: entry });
      return true;
    });
  }
}
