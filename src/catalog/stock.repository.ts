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
    const books = await booksOf(tx, items);
    const shortage = shortageIn(books, items);
    if (shortage) return { shortage };
    const taken = new Map<StockItem, number>();
    for (const item of inOneOrder(items)) {
      const isLimited = books.get(item.bookId)?.stock !== null;
      taken.set(item, isLimited ? await take(tx, item) : 0);
    }
    return { reserved: items.map((item) => taken.get(item) ?? 0) };
  }

  /** The first item that exceeds the stock. */
  async findShortage(tx: WriteTransaction, items: readonly StockItem[]): Promise<Shortage | null> {
    return shortageIn(await booksOf(tx, items), items);
  }

  /** Books whose stock has become unlimited are skipped. */
  async release(tx: WriteTransaction, copies: readonly StockItem[]): Promise<void> {
    for (const { bookId, quantity } of inOneOrder(copies)) {
      await tx.book.updateMany({
        where: { id: bookId, stock: { not: null } },
        data: { stock: { increment: quantity } },
      });
    }
  }
}

type Books = ReadonlyMap<number, { title: string; stock: number | null }>;

async function booksOf(tx: WriteTransaction, items: readonly StockItem[]): Promise<Books> {
  if (items.length === 0) return new Map();
  const books = await tx.book.findMany({
    where: { id: { in: items.map(({ bookId }) => bookId) } },
    select: { id: true, title: true, stock: true },
  });
  return new Map(books.map((book) => [book.id, book]));
}

function shortageIn(books: Books, items: readonly StockItem[]): Shortage | null {
  for (const { bookId, quantity } of items) {
    const { title = '', stock = 0 } = books.get(bookId) ?? {};
    if (stock !== null && stock < quantity) return { title, left: stock };
  }
  return null;
}

/** The same for all, so that of two that change the same books none waits for the other in a circle. */
function inOneOrder(items: readonly StockItem[]): StockItem[] {
  return items.toSorted((one, other) => one.bookId - other.bookId);
}

/** Returns the number of copies that were taken. They are there: the transaction is serializable. */
async function take(tx: WriteTransaction, { bookId, quantity }: StockItem): Promise<number> {
  const { count } = await tx.book.updateMany({
    where: { id: bookId, stock: { gte: quantity } },
    data: { stock: { decrement: quantity } },
  });
  return count * quantity;
}
