import { Injectable } from '@nestjs/common';
import type { Shortage } from '../../catalog/domain/shortage.js';
import {
  type ReserveOutcome,
  type StockItem,
  StockRepository,
} from '../../catalog/stock.repository.js';
import type { Sql } from '../../database/sql.js';
import type { OrderLine } from '../domain/order.js';

const UNRESERVED = `SELECT "id", "bookId", "quantity" FROM "OrderLine"
  WHERE "orderId" = ? AND "reserved" = 0 ORDER BY "id"`;

const RESERVED = `SELECT "bookId", "reserved" AS "quantity" FROM "OrderLine"
  WHERE "orderId" = ? AND "reserved" > 0`;

const RESERVE = 'UPDATE "OrderLine" SET "reserved" = ? WHERE "id" = ?';

const RELEASE = 'UPDATE "OrderLine" SET "reserved" = 0 WHERE "orderId" = ?';

const PUT_BACK = {
  canceled: 'UPDATE "OrderLine" SET "reserved" = ?, "canceled" = ? WHERE "id" = ?',
  returned: 'UPDATE "OrderLine" SET "reserved" = ?, "returned" = ? WHERE "id" = ?',
};

/** Every method is part of its caller's transaction. */
@Injectable()
export class StockReservationRepository {
  constructor(private readonly stock: StockRepository) {}

  /** Null if `reserve` would succeed. */
  async findShortage(sql: Sql, orderId: string): Promise<Shortage | null> {
    return this.stock.findShortage(sql, await unreservedLines(sql, orderId));
  }

  /** Whether the stock would be enough for these lines if the held copies were released. */
  async wouldSuffice(
    sql: Sql,
    lines: readonly StockItem[],
    held: readonly { bookId: number; reserved: number }[],
  ): Promise<boolean> {
    const heldOf = (book: number) =>
      held.filter(({ bookId }) => bookId === book).reduce((sum, { reserved }) => sum + reserved, 0);
    const missing = lines.map(({ bookId, quantity }) => ({
      bookId,
      quantity: quantity - heldOf(bookId),
    }));
    return (await this.stock.findShortage(sql, missing)) === null;
  }

  /** Reserves copies for the lines of an order that is not created yet, or for none if one is short. */
  reserveForNew(sql: Sql, lines: readonly StockItem[]): Promise<ReserveOutcome> {
    return this.stock.reserve(sql, lines);
  }

  /** Reserves copies for all unreserved lines, or for none if one is short. */
  async reserve(sql: Sql, orderId: string): Promise<Shortage | null> {
    const lines = await unreservedLines(sql, orderId);
    const result = await this.stock.reserve(sql, lines);
    if ('shortage' in result) return result.shortage;
    for (const [at, { id }] of lines.entries()) {
      const reserved = result.reserved[at] ?? 0;
      if (reserved > 0) await sql.run(RESERVE, reserved, id);
    }
    return null;
  }

  /** Idempotent. */
  async release(sql: Sql, orderId: string): Promise<void> {
    const copies = await sql.all<StockItem>(RESERVED, orderId);
    await sql.run(RELEASE, orderId);
    await this.stock.release(sql, copies);
  }

  /** Puts copies of a line on the shelf that are not sent any more (`canceled`) or have come back (`returned`). */
  async putBack(
    sql: Sql,
    line: OrderLine,
    { column, quantity }: { column: 'canceled' | 'returned'; quantity: number },
  ): Promise<void> {
    // Less where no copies were taken off the stock, because it was unlimited.
    const released = Math.min(quantity, line.reserved);
    const count = (line[column] ?? 0) + quantity;
    await sql.run(PUT_BACK[column], line.reserved - released, count, line.id);
    await this.stock.release(sql, [{ bookId: line.bookId, quantity: released }]);
  }

  /** The inverse of `putBack` for canceled copies: takes all `shelved` ones, or none if one is short. */
  async takeAgain(
    sql: Sql,
    lines: readonly { line: OrderLine; shelved: number }[],
  ): Promise<Shortage | null> {
    const wanted = lines.filter(({ shelved }) => shelved > 0);
    const items = wanted.map(({ line, shelved }) => ({ bookId: line.bookId, quantity: shelved }));
    const result = await this.stock.reserve(sql, items);
    if ('shortage' in result) return result.shortage;
    for (const [at, { line, shelved }] of wanted.entries()) {
      const reserved = line.reserved + (result.reserved[at] ?? 0);
      const canceled = (line.canceled ?? 0) - shelved;
      await sql.run(PUT_BACK.canceled, reserved, canceled, line.id);
    }
    return null;
  }

  /** Puts all copies back that were not sent. `sent`: by the line's id. Idempotent. */
  async cancelUnsent(
    sql: Sql,
    lines: readonly OrderLine[],
    sent: ReadonlyMap<number, number>,
  ): Promise<void> {
    for (const line of lines) {
      const quantity = line.quantity - (sent.get(line.id) ?? 0) - (line.canceled ?? 0);
      if (quantity > 0) await this.putBack(sql, line, { column: 'canceled', quantity });
    }
  }
}

function unreservedLines(sql: Sql, orderId: string) {
  return sql.all<StockItem & { id: number }>(UNRESERVED, orderId);
}
