import { Injectable } from '@nestjs/common';
import type { Shortage } from '../catalog/domain/shortage.js';
import { Database } from '../database/database.service.js';
import { nextState } from './domain/order-state.js';
import type { Source } from './domain/order.js';
import { moveOrder, noteOnOrder } from './order-writer.repository.js';
import { findOrder } from './order.repository.js';
import { ReservationRepository } from './reservation.repository.js';

const ACCEPTED = 'review_accepted';
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
    return this.database.write(async (tx) => {
      const { state } = await findOrder(tx, orderId);
      if (nextState(state, ACCEPTED) === null) return 'not-in-review';
      const refunds = await tx.refundRequest.count({ where: { openKey: orderId } });
      if (refunds > 0) return 'refund-under-way';
      const shortage = await this.reservations.hold(tx, orderId);
      if (shortage) return { shortage };
      // Why it was under review stays in its timeline.
      await moveOrder(tx, orderId, { event: ACCEPTED, source }, { reason: null });
      return 'accepted';
    });
  }

  /** A line in the order's story, after which whatever else happens is news again. */
  dismissDispute(orderId: string, source: Source): Promise<boolean> {
    return this.database.write(async (tx) => {
      const order = await findOrder(tx, orderId);
      if (order.state !== 'disputed' || order.timeline.at(-1)?.event === DISMISSED) return false;
      await noteOnOrder(tx, order, { event: DISMISSED, source });
      return true;
    });
  }
}
