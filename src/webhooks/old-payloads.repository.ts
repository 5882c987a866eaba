import { Injectable } from '@nestjs/common';
import { DatabaseService } from '../database/database.service.js';
import { toSqlTime } from '../database/sql.js';

/** Other writes come between. */
const AT_ONCE = 500;

const DELETE_SOME = `UPDATE "WebhookEvent" SET "payload" = '{}' WHERE "id" IN
  (SELECT "id" FROM "WebhookEvent" WHERE "id" > ? AND "status" = 'processed' AND "receivedAt" < ?
    AND "payload" <> '{}' ORDER BY "id" LIMIT ?) RETURNING "id"`;

@Injectable()
export class OldPayloadsRepository {
  constructor(private readonly database: DatabaseService) {}

  /**
   * Deletes the payloads of processed events that were received before that time. The events stay, so that none is
   * applied twice. Resolves to how many.
   */
  async deleteBefore(time: Date): Promise<number> {
    let deleted = 0;
    let after: number | undefined = 0;
    while (after !== undefined) {
      const ids = await this.#deleteSome(time, after);
      deleted += ids.length;
      after = ids.length < AT_ONCE ? undefined : Math.max(...ids);
    }
    return deleted;
  }

  async #deleteSome(time: Date, after: number): Promise<number[]> {
    const rows = await this.database.writeSql((sql) =>
      sql.all<{ id: number }>(DELETE_SOME, after, toSqlTime(time), AT_ONCE),
    );
    return rows.map(({ id }) => id);
  }
}
