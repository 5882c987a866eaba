import { Injectable } from '@nestjs/common';
import type { Shortage } from '../../catalog/domain/shortage.js';
import { DatabaseService } from '../../database/database.service.js';
import { issueCreditNotes } from '../../receipts/issue-documents.repository.js';
import { nextState } from '../domain/order-state.js';
import { isDisputeDismissed, type Trigger } from '../domain/order.js';
import { appendNote, writeTransition } from '../order-writer.repository.js';
import { findOrder } from '../order.repository.js';
import { StockReservationRepository } from '../stock/stock-reservation.repository.js';

const ACCEPTED = 'review_accepted';
const DISMISSED = 'dispute_dismissed';

export type AcceptOutcome =
  'accepted' | 'not_in_review' | 'refund_pending' | { shortage: Shortage };

@Injectable()
export class ReviewRepository {
  constructor(
    private readonly database: DatabaseService,
    private readonly reservations: StockReservationRepository,
  ) {}

  /**
   * Reserves the copies that are not reserved yet, and marks the order paid. Does nothing on a shortage,
   * or while a refund is pending, as it may not be in the ledger yet.
   */
  accept(orderId: string, trigger: Trigger): Promise<AcceptOutcome> {
    return this.database.write(async (tx, sql) => {
      const order = await findOrder(tx, orderId);
      if (nextState(order.state, ACCEPTED) === null) return 'not_in_review';
      const refunds = await tx.refundRequest.count({ where: { activeRequestKey: orderId } });
      if (refunds > 0) return 'refund_pending';
      const shortage = await this.reservations.reserve(sql, orderId);
      if (shortage) return { shortage };
      await writeTransition(sql, orderId, { event: ACCEPTED, trigger }, { reason: null });
      // Those that were made while nobody had accepted it.
      await issueCreditNotes(sql, { order, ledger: order.ledger, entries: order.ledger });
      return 'accepted';
    });
  }

  /** Adds a timeline entry. False if the order is not disputed, or its last entry is a dismissal. */
  dismissDispute(orderId: string, trigger: Trigger): Promise<boolean> {
    return this.database.write(async (tx, sql) => {
      const order = await findOrder(tx, orderId);
      if (order.state !== 'disputed' || isDisputeDismissed(order)) return false;
      await appendNote(sql, order, { event: DISMISSED, trigger });
      return true;
    });
  }
}
