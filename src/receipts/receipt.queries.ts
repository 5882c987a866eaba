import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { Order } from '../orders/domain/order.js';
import type { CreditNote } from './domain/credit-note.js';
import type { DocumentNumber } from './domain/document-number.js';
import { findCreditNotes, findReceiptRow } from './receipt-rows.queries.js';

export interface Receipt extends DocumentNumber {
  issuedAt: Date;
  /** Oldest first. */
  creditNotes: CreditNote[];
}

/** Those of the orders that have one: whose money has come since the shop issues receipts. */
export async function findReceiptedOrders(
  { reader }: DatabaseService,
  orderIds: string[],
): Promise<Set<string>> {
  const where = { orderId: { in: orderIds } };
  const rows = await reader.receipt.findMany({ where, select: { orderId: true } });
  return new Set(rows.map(({ orderId }) => orderId));
}

@Injectable()
export class ReceiptQueries {
  constructor(private readonly database: DatabaseService) {}

  /** Null if the order has no receipt. */
  findNumber(orderId: string): Promise<DocumentNumber | null> {
    return findReceiptRow(this.database.sql, orderId);
  }

  /** Null if the order's money has not come, or came before the shop issued receipts. */
  async find({ id, total }: Pick<Order, 'id' | 'total'>): Promise<Receipt | null> {
    const { sql } = this.database;
    const receipt = await findReceiptRow(sql, id);
    return receipt && { ...receipt, creditNotes: await findCreditNotes(sql, id, total.currency) };
  }
}
