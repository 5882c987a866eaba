import { Injectable } from '@nestjs/common';
import type { Shortage } from '../../catalog/domain/shortage.js';
import {
  type ReserveOutcome,
  type StockItem,
  StockRepository,
} from '../../catalog/stock.repository.js';
import type { WriteTransaction } from '../../database/database.service.js';
import type { OrderLine } from '../domain/order.js';

/** Every method is part of its caller's transaction. */
@Injectable()
export class StockReservationRepository {
  constructor(private readonly stock: StockRepository) {}

  /** Null if `reserve` would succeed. */
  async findShortage(tx: WriteTransaction, orderId: string): Promise<Shortage | null> {
    return this.stock.findShortage(tx, await unreservedLines(tx, orderId));
  }

  /** Whether the stock would be enough for these lines if the held copies were released. */
  async wouldSuffice(
    tx: WriteTransaction,
    lines: readonly StockItem[],
    held: readonly { bookId: number; reserved: number }[],
  ): Promise<boolean> {
    const heldOf = (book: number) =>
      held.filter(({ bookId }) => bookId === book).reduce((sum, { reserved }) => sum + reserved, 0);
    const missing = lines.map(({ bookId, quantity }) => ({
      bookId,
      quantity: quantity - heldOf(bookId),
    }));
    return (await this.stock.findShortage(tx, missing)) === null;
  }

  /** Reserves copies for the lines of an order that is not created yet, or for none if one is short. */
  reserveForNew(tx: WriteTransaction, lines: readonly StockItem[]): Promise<ReserveOutcome> {
    return this.stock.reserve(tx, lines);
  }

  /** Reserves copies for all unreserved lines, or for none if one is short. */
  async reserve(tx: WriteTransaction, orderId: string): Promise<Shortage | null> {
    const lines = await unreservedLines(tx, orderId);
    const result = await this.stock.reserve(tx, lines);
    if ('shortage' in result) return result.shortage;
    for (const [at, { id }] of lines.entries()) {
      const reserved = result.reserved[at] ?? 0;
      if (reserved > 0) await tx.orderLine.update({ where: { id }, data: { reserved } });
    }
    return null;
  }

  /** Idempotent. */
  async release(tx: WriteTransaction, orderId: string): Promise<void> {
    const reservedLines = await tx.orderLine.findMany({ where: { orderId, reserved: { gt: 0 } } });
    await tx.orderLine.updateMany({ where: { orderId }, data: { reserved: 0 } });
    const copies = reservedLines.map(({ bookId, reserved }) => ({ bookId, quantity: reserved }));
    await this.stock.release(tx, copies);
  }

  /** Puts copies of a line on the shelf that are not sent any more (`canceled`) or have come back (`returned`). */
  async putBack(
    tx: WriteTransaction,
    line: OrderLine,
    { column, quantity }: { column: 'canceled' | 'returned'; quantity: number },
  ): Promise<void> {
    // Less where no copies were taken off the stock, because it was unlimited.
    const released = Math.min(quantity, line.reserved);
    const count = (line[column] ?? 0) + quantity;
    await tx.orderLine.update({
      where: { id: line.id },
      data: { reserved: line.reserved - released, [column]: count },
    });
    await this.stock.release(tx, [{ bookId: line.bookId, quantity: released }]);
  }

  /** The inverse of `putBack` for canceled copies: takes all `shelved` ones, or none if one is short. */
  async takeAgain(
    tx: WriteTransaction,
    lines: readonly { line: OrderLine; shelved: number }[],
  ): Promise<Shortage | null> {
    const wanted = lines.filter(({ shelved }) => shelved > 0);
    const items = wanted.map(({ line, shelved }) => ({ bookId: line.bookId, quantity: shelved }));
    const result = await this.stock.reserve(tx, items);
    if ('shortage' in result) return result.shortage;
    for (const [at, { line, shelved }] of wanted.entries()) {
      const reserved = line.reserved + (result.reserved[at] ?? 0);
      const canceled = (line.canceled ?? 0) - shelved;
      await tx.orderLine.update({ where: { id: line.id }, data: { reserved, canceled } });
    }
    return null;
  }

  /** Puts all copies back that were not sent. `sent`: by the line's id. Idempotent. */
  async cancelUnsent(
    tx: WriteTransaction,
    lines: readonly OrderLine[],
    sent: ReadonlyMap<number, number>,
  ): Promise<void> {
    for (const line of lines) {
      const quantity = line.quantity - (sent.get(line.id) ?? 0) - (line.canceled ?? 0);
      if (quantity > 0) await this.putBack(tx, line, { column: 'canceled', quantity });
    }
  }
}

function unreservedLines(tx: WriteTransaction, orderId: string) {
  return tx.orderLine.findMany({ where: { orderId, reserved: 0 } });
}
