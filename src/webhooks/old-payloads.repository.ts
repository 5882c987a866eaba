import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { fromSqlTime, placeholdersFor } from '../database/sql.js';

/** Other work comes between. */
const AT_ONCE = 500;

// By the primary key, so that each look is short however many events there are. Nothing reads a payload again.
const NEXT = `SELECT "id", "receivedAt", CASE WHEN "payload" <> '{}'
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
    let last: number | undefined = 0;
    while (last !== undefined) {
      const events: EventRow[] = await this.database.sql.all<EventRow>(NEXT, last, AT_ONCE);
      const old = events.filter(({ receivedAt }) => fromSqlTime(receivedAt) < time);
      deleted += await this.#delete(old.filter(({ isDue }) => isDue === 1).map(({ id }) => id));
      // Events are numbered as they come: after a newer one there is no older one.
      last = old.length === AT_ONCE ? old.at(-1)?.id : undefined;
    }
    return deleted;
  }

  async #delete(ids: readonly number[]): Promise<number> {
    if (ids.length === 0) return 0;
    const text = `UPDATE "WebhookEvent" SET "payload" = '{}' WHERE "id" IN (${placeholdersFor(ids)})`;
    return this.database.writeSql((sql) => sql.run(text, ...ids));
  }
}
