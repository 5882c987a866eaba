import { Injectable } from '@nestjs/common';
import { batchesById } from '../database/batches-by-id.js';
import { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, placeholdersFor } from '../database/sql.js';

// Nothing reads a payload again.
const EVENTS = `SELECT "id", "receivedAt", CASE WHEN "payload" <> '{}'
    AND ("status" = 'processed' OR "dismissedAt" IS NOT NULL) THEN 1 ELSE 0 END AS "isDue"
  FROM "WebhookEvent" WHERE "id" > ? ORDER BY "id" LIMIT ?`;

interface EventRow {
  id: number;
  receivedAt: string;
  isDue: number;
}

@Injectable()
export class OldPayloadsRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Deletes the payloads of events that were received before that time and are processed or dismissed. The events stay,
   * so that none is applied twice. Resolves to how many.
   */
  async deleteBefore(time: Date): Promise<number> {
    let deleted = 0;
    for await (const events of batchesById<EventRow>(this.database.sql, EVENTS, 0)) {
      const old = events.filter(({ receivedAt }) => fromSqlTime(receivedAt) < time);
      deleted += await this.#delete(old.filter(({ isDue }) => isDue === 1).map(({ id }) => id));
      // Events are numbered as they come: after a newer one there is no older one.
      if (old.length < events.length) break;
    }
    return deleted;
  }

  async #delete(ids: readonly number[]): Promise<number> {
    if (ids.length === 0) return 0;
    const text = `UPDATE "WebhookEvent" SET "payload" = '{}' WHERE "id" IN (${placeholdersFor(ids)})`;
    return this.database.writeSql((sql) => sql.run(text, ...ids));
  }
}
