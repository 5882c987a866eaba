import { Injectable } from '@nestjs/common';
import { DatabaseService, type WriteTransaction } from '../../database/database.service.js';
import type { Sql } from '../../database/sql.js';
import type { RefundsAndDisputes } from '../../payments/payment.js';
import { issueCreditNotes } from '../../receipts/issue-documents.repository.js';
import type { LedgerEntry } from '../domain/ledger.js';
import type { Order, Trigger } from '../domain/order.js';
import { appendNote, writeTransition } from '../order-writer.repository.js';
import { findOrder, type InSameTransaction } from '../order.repository.js';
import { findSentCopies } from '../../fulfilment/sent-copies.repository.js';
import { StockReservationRepository } from '../stock/stock-reservation.repository.js';
import { closeByRefund, reopenAfterRefund } from '../withdrawal/dismiss-withdrawal.repository.js';
import { canReleaseStock, type LedgerChanges, ledgerChangesFor } from './refunds-and-disputes.js';

@Injectable()
export class RefundsAndDisputesRepository {
  constructor(
    private readonly database: DatabaseService,
    private readonly reservations: StockReservationRepository,
  ) {}

  /**
   * Writes the missing ledger entries and moves the order, in one transaction. Returns the order before
   * and after.
   */
  record(
    orderId: string,
    refundsAndDisputes: RefundsAndDisputes,
    trigger: Trigger,
    inSameTransaction?: InSameTransaction,
  ) {
    return this.database.write(async (tx, sql) => {
      const before = await findOrder(tx, orderId);
      const changes = ledgerChangesFor(before, refundsAndDisputes);
      if (changes) await applyChanges(sql, before, changes, trigger);
      if (canReleaseStock(before, refundsAndDisputes))
        await this.reservations.release(sql, orderId);
      if (changes?.event === 'fully_refunded') await this.#settleUnsent(tx, sql, before);
      else if (changes?.event && REFUND_FAILED.has(changes.event))
        await reopenAfterRefund(tx, orderId);
      await inSameTransaction?.(sql);
      return { before, after: await findOrder(tx, orderId) };
    }, orderId);
  }

  /** Of an order without a delivery, which is older, nobody knows whether it was sent. */
  async #settleUnsent(tx: WriteTransaction, sql: Sql, { id, paidAt, delivery, lines }: Order) {
    if (!paidAt || !delivery) return;
    const sent = await findSentCopies(tx, id);
    await this.reservations.cancelUnsent(sql, lines, sent);
    if (sent.size === 0) await closeByRefund(tx, id);
  }
}

/** The events of an order that was fully refunded and is not any more. A dispute says nothing about its refund. */
const REFUND_FAILED = new Set<string>(['partially_refunded', 'funds_restored']);

async function applyChanges(
  sql: Sql,
  order: Order,
  { entries, event }: LedgerChanges,
  trigger: Trigger,
) {
  const entry = { trigger, entries, detail: idsOf(entries) };
  if (event) await writeTransition(sql, order.id, { event, ...entry });
  else await appendNote(sql, order, { event: 'ledger_updated', ...entry });
  await issueCreditNotes(sql, { order, ledger: [...order.ledger, ...entries], entries });
}

function idsOf(entries: readonly LedgerEntry[]): string | null {
  return entries.map(({ stripeId }) => stripeId).join(', ') || null;
}
