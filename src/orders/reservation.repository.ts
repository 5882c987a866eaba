import { Injectable } from '@nestjs/common';
import type { Shortage } from '../catalog/domain/shortage.js';
import { StockRepository } from '../catalog/stock.repository.js';
import type { WriteTransaction } from '../database/database.service.js';

/** An order's hold on the copies it promises. Every method is part of its caller's transaction. */
@Injectable()
export class ReservationRepository {
  constructor(private readonly stock: StockRepository) {}

  /** Why `hold` would take nothing; null when it would take all. */
  async shortage(tx: WriteTransaction, orderId: string): Promise<Shortage | null> {
    return this.stock.shortage(tx, await unheldLines(tx, orderId));
  }

  /** For all lines that hold nothing yet, or for none of them when one is short. */
  async hold(tx: WriteTransaction, orderId: string): Promise<Shortage | null> {
    const lines = await unheldLines(tx, orderId);
    const taken = await this.stock.take(tx, lines);
    if ('shortage' in taken) return taken.shortage;
    for (const [at, { id }] of lines.entries()) {
      await tx.orderLine.update({ where: { id }, data: { reserved: taken.reserved[at] ?? 0 } });
    }
    return null;
  }

  /** What is given back is held no longer: it cannot be given back twice. */
  async release(tx: WriteTransaction, orderId: string): Promise<void> {
    const held = await tx.orderLine.findMany({ where: { orderId, reserved: { gt: 0 } } });
    await tx.orderLine.updateMany({ where: { orderId }, data: { reserved: 0 } });
    const copies = held.map(({ bookId, reserved }) => ({ bookId, quantity: reserved }));
    await this.stock.putBack(tx, copies);
  }
}

function unheldLines(tx: WriteTransaction, orderId: string) {
  return tx.orderLine.findMany({ where: { orderId, reserved: 0 } });
}
