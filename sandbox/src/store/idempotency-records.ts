import type { Database } from 'better-sqlite3';

export interface IdempotencyRecord {
  /** Of the method, the path and the parameters it was first used with. */
  fingerprint: string;
  requestId: string;
  status: number;
  body: string;
}

export interface IdempotencyKey {
  scope: string;
  key: string;
}

export class IdempotencyRecords {
  constructor(private readonly database: Database) {}

  find({ scope, key }: IdempotencyKey): IdempotencyRecord | undefined {
    return this.database
      .prepare<[string, string], IdempotencyRecord>(
        `SELECT fingerprint, request_id AS requestId, status, body
         FROM idempotency WHERE scope = ? AND key = ?`,
      )
      .get(scope, key);
  }

  save(key: IdempotencyKey, record: IdempotencyRecord, nowMs: number): void {
    this.database
      .prepare(
        `INSERT INTO idempotency (scope, key, fingerprint, request_id, status, body, created_ms)
         VALUES (@scope, @key, @fingerprint, @requestId, @status, @body, @nowMs)`,
      )
      .run({ ...key, ...record, nowMs });
  }

  forgetBefore(ms: number): void {
    this.database.prepare('DELETE FROM idempotency WHERE created_ms < ?').run(ms);
  }
}
