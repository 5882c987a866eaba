import { Injectable } from '@nestjs/common';
import { batchesById } from '../../database/batches-by-id.js';
import { DatabaseService } from '../../database/database.service.js';
import { fromSqlTime } from '../../database/sql.js';
import { findSentSince } from '../../fulfilment/sent-copies.repository.js';
import { isOpen, ORDER_STATES } from '../domain/order-state.js';
import { deleteAddresses } from '../order-writer.repository.js';

/** Their payment is awaited, or a person decides whether their books are sent. */
const NEEDING_ADDRESS = ORDER_STATES.filter((state) => isOpen(state) || state === 'needs_review');

const ORDERS = `SELECT "id", coalesce("paidAt", "placedAt") AS "since",
    CASE WHEN "deliveryAddress" IS NOT NULL
    AND "state" NOT IN (${NEEDING_ADDRESS.map((state) => `'${state}'`).join(', ')}) THEN 1 ELSE 0 END AS "isDue"
  FROM "Order" WHERE "id" > ? ORDER BY "id" LIMIT ?`;

interface OrderRow {
  id: string;
  since: string;
  isDue: number;
}

@Injectable()
export class OldAddressesRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Deletes the addresses of orders that were paid, or placed if they never were, before that time, and of which nothing
   * was sent since. Nothing else of the orders. Resolves to how many.
   */
  async deleteBefore(time: Date): Promise<number> {
    let deleted = 0;
    for await (const orders of batchesById<OrderRow>(this.database.sql, ORDERS, '')) {
      const old = orders.filter(({ isDue, since }) => isDue === 1 && fromSqlTime(since) < time);
      deleted += await this.#delete(
        old.map(({ id }) => id),
        time,
      );
    }
    return deleted;
  }

  async #delete(ids: readonly string[], time: Date): Promise<number> {
    if (ids.length === 0) return 0;
    return this.database.writeSql(async (sql) => {
      const sent = new Set(await findSentSince(sql, ids, time));
      return deleteAddresses(
        sql,
        ids.filter((id) => !sent.has(id)),
      );
    });
  }
}
