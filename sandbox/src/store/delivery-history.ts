import type { Database } from 'better-sqlite3';
import type { Route } from './delivery-queue.js';

/** A delivery with what became of it so far. */
export interface DeliverySummary {
  id: number;
  eventId: string;
  eventType: string;
  endpointId: string;
  route: Route;
  state: 'pending' | 'delivered' | 'failed';
  /** Of the next attempt, while it is pending. The CLI itself says when it takes its own. */
  dueMs: number;
  attempts: number;
  /** Of the last attempt; null before the first. */
  url: string | null;
  status: number | null;
  error: string | null;
  durationMs: number | null;
  attemptedMs: number | null;
}

const SUMMARIES = `
  SELECT d.id, d.event_id AS eventId, e.type AS eventType, d.endpoint_id AS endpointId, d.route,
         d.state, d.due_ms AS dueMs, count(a.id) AS attempts, a.url, a.status, a.error,
         a.duration_ms AS durationMs, max(a.id) AS lastAttempt, a.created_ms AS attemptedMs
  FROM deliveries d JOIN events e ON e.id = d.event_id
  LEFT JOIN attempts a ON a.delivery_id = d.id`;

/** Deliveries to look at, newest first. SQLite takes bare columns from the row with the max(). */
export class DeliveryHistory {
  constructor(private readonly database: Database) {}

  newest(limit: number, before: number | null): DeliverySummary[] {
    return this.database
      .prepare<[number | null, number | null, number], DeliverySummary>(
        `${SUMMARIES} WHERE ? IS NULL OR d.id < ? GROUP BY d.id ORDER BY d.id DESC LIMIT ?`,
      )
      .all(before, before, limit);
  }

  ofEvent(eventId: string): DeliverySummary[] {
    return this.database
      .prepare<[string], DeliverySummary>(
        `${SUMMARIES} WHERE d.event_id = ? GROUP BY d.id ORDER BY d.id DESC`,
      )
      .all(eventId);
  }

  find(id: number): DeliverySummary | undefined {
    return this.database
      .prepare<[number], DeliverySummary>(`${SUMMARIES} WHERE d.id = ? GROUP BY d.id`)
      .get(id);
  }
}
