import { Injectable } from '@nestjs/common';
import { placeholdersFor, type Sql, toSqlTime } from '../database/sql.js';
import type { Shortage } from './domain/shortage.js';

export interface StockItem {
  bookId: number;
  quantity: number;
}

/** `reserved`: the quantity of each item, in the order of the items; 0 for a book with unlimited stock. */
export type ReserveOutcome = { reserved: number[] } | { shortage: Shortage };

interface StockRow {
  id: number;
  title: string;
  stock: number | null;
}

const STOCKS = (ids: readonly number[]) =>
  `SELECT "id", "title", "stock" FROM "Book" WHERE "id" IN (${placeholdersFor(ids)})`;

const TAKE = `UPDATE "Book" SET "stock" = "stock" - ?, "updatedAt" = ? WHERE "id" = ? AND "stock" >= ?`;

const RELEASE = `UPDATE "Book" SET "stock" = "stock" + ?, "updatedAt" = ?
  WHERE "id" = ? AND "stock" IS NOT NULL`;

/** The stock of books. Every method runs in its caller's transaction. */
@Injectable()
export class StockRepository {
  /** Reserves all items or none. A withdrawn book can still be reserved. */
  async reserve(sql: Sql, items: readonly StockItem[]): Promise<ReserveOutcome> {
    const books = await booksOf(sql, items);
    const shortage = shortageIn(books, items);
    if (shortage) return { shortage };
    const taken = new Map<StockItem, number>();
    for (const item of inOneOrder(items)) {
      const isLimited = books.get(item.bookId)?.stock !== null;
      taken.set(item, isLimited ? await take(sql, item) : 0);
    }
    return { reserved: items.map((item) => taken.get(item) ?? 0) };
  }

  /** The first item that exceeds the stock. */
  async findShortage(sql: Sql, items: readonly StockItem[]): Promise<Shortage | null> {
    return shortageIn(await booksOf(sql, items), items);
  }

  /** Books whose stock has become unlimited are skipped. */
  async release(sql: Sql, copies: readonly StockItem[]): Promise<void> {
    for (const { bookId, quantity } of inOneOrder(copies)) {
      await sql.run(RELEASE, quantity, toSqlTime(new Date()), bookId);
    }
  }
}

type Books = ReadonlyMap<number, { title: string; stock: number | null }>;

async function booksOf(sql: Sql, items: readonly StockItem[]): Promise<Books> {
  if (items.length === 0) return new Map();
  const ids = items.map(({ bookId }) => bookId);
  const books = await sql.all<StockRow>(STOCKS(ids), ...ids);
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
async function take(sql: Sql, { bookId, quantity }: StockItem): Promise<number> {
  const count = await sql.run(TAKE, quantity, toSqlTime(new Date()), bookId, quantity);
  return count * quantity;
}
