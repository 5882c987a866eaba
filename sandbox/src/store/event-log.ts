import type { Database } from 'better-sqlite3';
import { type Condition, type Page, type PageRequest, pageOf, pageQuery } from './page.js';

export interface StoredEvent {
  id: string;
  type: string;
  created: number;
  apiVersion: string;
  /** null: no request caused it. */
  requestId: string | null;
  idempotencyKey: string | null;
  /** JSON of the object as it was at that moment. */
  object: string;
  /** JSON of what it was before; null: the event is not about a change. */
  previous: string | null;
}

interface EventRow {
  id: string;
  type: string;
  created: number;
  api_version: string;
  request_id: string | null;
  idempotency_key: string | null;
  object: string;
  previous: string | null;
}

export class EventLog {
  constructor(private readonly database: Database) {}

  append(event: StoredEvent): void {
    this.database
      .prepare(
        `INSERT INTO events (id, type, created, api_version, request_id, idempotency_key, object,
                             previous)
         VALUES (@id, @type, @created, @apiVersion, @requestId, @idempotencyKey, @object,
                 @previous)`,
      )
      .run(event);
  }

  find(id: string): StoredEvent | undefined {
    const row = this.database
      .prepare<[string], EventRow>('SELECT * FROM events WHERE id = ?')
      .get(id);
    return row && toEvent(row);
  }

  list(page: PageRequest, conditions: readonly Condition[]): Page<StoredEvent> {
    const { sql, values } = pageQuery('events', conditions, page);
    const rows = this.database.prepare<(string | number)[], EventRow>(sql).all(...values);
    return pageOf(rows.map(toEvent), page);
  }
}

/** Of a PaymentIntent and of all that belongs to it. */
export function ofPayment(paymentIntentId: string): Condition {
  const sql = `coalesce(object ->> '$.payment_intent', object ->> '$.id') = ?`;
  return { sql, values: [paymentIntentId] };
}

function toEvent(row: EventRow): StoredEvent {
  return {
    id: row.id,
    type: row.type,
    created: row.created,
    apiVersion: row.api_version,
    requestId: row.request_id,
    idempotencyKey: row.idempotency_key,
    object: row.object,
    previous: row.previous,
  };
}
