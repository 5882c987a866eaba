import { Injectable } from '@nestjs/common';
import type { WriteTransaction } from '../database/database.service.js';
import type { Shortage } from './domain/shortage.js';

export interface StockItem {
  bookId: number;
  quantity: number;
}

/** `reserved`: how many of each book came off the shelf, in the order asked; 0 where there is no limit. */
export type ReserveOutcome = { reserved: number[] } | { shortage: Shortage };

/** Copies of books that have a limit. Every method is part of its caller's transaction. */
@Injectable()
export class StockRepository {
  /** All of them or none. A book withdrawn since is still there to be taken. */
  async reserve(tx: WriteTransaction, wanted: readonly StockItem[]): Promise<ReserveOutcome> {
    const shortage = await this.findShortage(tx, wanted);
    if (shortage) return { shortage };
    const reserved: number[] = [];
    for (const { bookId, quantity } of wanted) {
      const { count } = await tx.book.updateMany({
        where: { id: bookId, stock: { gte: quantity } },
        data: { stock: { decrement: quantity } },
      });
      reserved.push(count * quantity);
    }
    return { reserved };
  }

  /** The first of them of which there are too few. */
  async findShortage(tx: WriteTransaction, wanted: readonly StockItem[]): Promise<Shortage | null> {
    const ids = wanted.map(({ bookId }) => bookId);
    const books = await tx.book.findMany({
      where: { id: { in: ids } },
      select: { id: true, title: true, stock: true },
    });
    const stockOf = new Map(books.map((book) => [book.id, book]));
    for (const { bookId, quantity } of wanted) {
      const { title = '', stock = 0 } = stockOf.get(bookId) ?? {};
      if (stock !== null && stock < quantity) return { title, left: stock };
    }
    return null;
  }

  /** A book that lost its limit meanwhile has nothing to count. */
  async release(tx: WriteTransaction, copies: readonly StockItem[]): Promise<void> {
    for (const { bookId, quantity } of copies) {
      await tx.book.updateMany({
        where: { id: bookId, stock: { not: null } },
        data: { stock: { increment: quantity } },
      });
    }
  }
}
