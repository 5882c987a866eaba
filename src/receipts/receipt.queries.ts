import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import type { Order } from '../orders/domain/order.js';
import type { CreditNote } from './domain/credit-note.js';
import type { DocumentNumber } from './domain/document-number.js';
import { toCreditNote } from './receipt.mapper.js';

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

  /** Null if the order's money has not come, or came before the shop issued receipts. */
  async find({ id, total }: Pick<Order, 'id' | 'total'>): Promise<Receipt | null> {
    const receipt = await this.database.reader.receipt.findUnique({ where: { orderId: id } });
    if (!receipt) return null;
    const rows = await this.database.reader.creditNote.findMany({
      where: { orderId: id },
      orderBy: [{ issuedAt: 'asc' }, { number: 'asc' }],
    });
    const { series, number, issuedAt } = receipt;
    return { series, number, issuedAt, creditNotes: rows.map((row) => toCreditNote(row, total.currency)) }; // prettier-ignore
  }
}
