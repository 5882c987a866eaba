import { Injectable } from '@nestjs/common';
import type { WriteTransaction } from '../database/database.service.js';
import type { Shortage } from './domain/shortage.js';

export interface StockItem {
  bookId: number;
  quantity: number;
}

/** `reserved`: the quantity of each item, in the order of the items; 0 for a book with unlimited stock. */
export type ReserveOutcome = { reserved: number[] } | { shortage: Shortage };

/** The stock of books. Every method runs in its caller's transaction. */
@Injectable()
export class StockRepository {
  /** Reserves all items or none. A withdrawn book can still be reserved. */
  async reserve(tx: WriteTransaction, items: readonly StockItem[]): Promise<ReserveOutcome> {
    const shortage = await this.findShortage(tx, items);
    if (shortage) return { shortage };
    const reserved: number[] = [];
    for (const { bookId, quantity } of items) {
      const { count } = await tx.book.updateMany({
        where: { id: bookId, stock: { gte: quantity } },
        data: { stock: { decrement: quantity } },
      });
      reserved.push(count * quantity);
    }
    return { reserved };
  }

  /** The first item that exceeds the stock. */
  async findShortage(tx: WriteTransaction, items: readonly StockItem[]): Promise<Shortage | null> {
    if (items.length === 0) return null;
    const ids = items.map(({ bookId }) => bookId);
    const books = await tx.book.findMany({
      where: { id: { in: ids } },
      select: { id: true, title: true, stock: true },
    });
    const stockOf = new Map(books.map((book) => [book.id, book]));
    for (const { bookId, quantity } of items) {
      const { title = '', stock = 0 } = stockOf.get(bookId) ?? {};
      if (stock !== null && stock < quantity) return { title, left: stock };
    }
    return null;
  }

  /** Books whose stock has become unlimited are skipped. */
  async release(tx: WriteTransaction, copies: readonly StockItem[]): Promise<void> {
    for (const { bookId, quantity } of copies) {
      await tx.book.updateMany({
        where: { id: bookId, stock: { not: null } },
        data: { stock: { increment: quantity } },
      });
    }
  }
}
