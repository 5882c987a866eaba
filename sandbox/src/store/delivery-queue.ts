import type { Database } from 'better-sqlite3';

/** To an address, or through a socket that the Stripe CLI holds open. */
export type Route = 'url' | 'cli';

/** One event that is owed to one webhook endpoint, or to one session of the CLI. */
export interface Delivery {
  id: number;
  eventId: string;
  endpointId: string;
  /** How often it was tried; sent twice at once is one time. */
  rounds: number;
}

export interface AttemptRecord {
  url: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  createdMs: number;
  durationMs: number;
  status: number | null;
  response: string | null;
  error: string | null;
  /** The kinds of trouble it met. */
  trouble: string | null;
}

/** What becomes of a delivery after an attempt. */
export type Verdict = { state: 'delivered' | 'failed' } | { state: 'pending'; dueMs: number };

export interface ListedAttempt extends AttemptRecord {
  event: string;
  endpoint: string;
  delivery: number;
  /** Of the delivery, as it stands now. */
  state: string;
}

type AttemptRow = Omit<ListedAttempt, 'requestHeaders'> & { requestHeaders: string };

export class DeliveryQueue {
  constructor(private readonly database: Database) {}

  /** Its number. */
  add(delivery: { eventId: string; endpointId: string; route: Route; dueMs: number }): number {
    const { lastInsertRowid } = this.database
      .prepare(
        `INSERT INTO deliveries (event_id, endpoint_id, route, due_ms)
         VALUES (@eventId, @endpointId, @route, @dueMs)`,
      )
      .run(delivery);
    return Number(lastInsertRowid);
  }

  due(route: Route, nowMs: number): Delivery[] {
    return this.database
      .prepare<[Route, number], Delivery>(
        `SELECT id, event_id AS eventId, endpoint_id AS endpointId, rounds
         FROM deliveries WHERE state = 'pending' AND route = ? AND due_ms <= ? ORDER BY id`,
      )
      .all(route, nowMs);
  }

  /** When the next one after `nowMs` is due. */
  nextDue(route: Route, nowMs: number): number | null {
    return (
      this.database
        .prepare<[Route, number], { due: number | null }>(
          `SELECT min(due_ms) AS due FROM deliveries
           WHERE state = 'pending' AND route = ? AND due_ms > ?`,
        )
        .get(route, nowMs)?.due ?? null
    );
  }

  /** Without sessions of the CLI that are gone: most of them do not come back. */
  pendingOf(eventId: string): number {
    return (
      this.database
        .prepare<[string], { n: number }>(
          `SELECT count(*) AS n FROM deliveries WHERE event_id = ? AND state = 'pending'
             AND endpoint_id NOT IN (SELECT id FROM cli_sessions WHERE gone_ms IS NOT NULL)`,
        )
        .get(eventId)?.n ?? 0
    );
  }

  /** One round: what was sent at once. */
  record(deliveryId: number, attempts: readonly AttemptRecord[]): void {
    for (const attempt of attempts) this.insert(deliveryId, attempt);
    this.database.prepare('UPDATE deliveries SET rounds = rounds + 1 WHERE id = ?').run(deliveryId);
  }

  private insert(deliveryId: number, attempt: AttemptRecord): void {
    this.database
      .prepare(
        `INSERT INTO attempts (delivery_id, url, request_headers, request_body, created_ms,
                               duration_ms, status, response, error, trouble)
         VALUES (@deliveryId, @url, @requestHeaders, @requestBody, @createdMs,
                 @durationMs, @status, @response, @error, @trouble)`,
      )
      .run({
        deliveryId,
        ...attempt,
        requestHeaders: JSON.stringify(attempt.requestHeaders),
      });
  }

  settle(deliveryId: number, verdict: Verdict): void {
    const dueMs = verdict.state === 'pending' ? verdict.dueMs : null;
    this.database
      .prepare('UPDATE deliveries SET state = ?, due_ms = coalesce(?, due_ms) WHERE id = ?')
      .run(verdict.state, dueMs, deliveryId);
  }

  attempts(eventId: string | null): ListedAttempt[] {
    return this.database
      .prepare<[string | null, string | null], AttemptRow>(
        `SELECT d.event_id AS event, d.endpoint_id AS endpoint, d.id AS delivery, d.state, a.url,
                a.request_headers AS requestHeaders, a.request_body AS requestBody,
                a.created_ms AS createdMs, a.duration_ms AS durationMs, a.status, a.response,
                a.error, a.trouble
         FROM attempts a JOIN deliveries d ON d.id = a.delivery_id
         WHERE ? IS NULL OR d.event_id = ? ORDER BY a.id`,
      )
      .all(eventId, eventId)
      .map((row) => ({
        ...row,
        requestHeaders: JSON.parse(row.requestHeaders) as Record<string, string>,
      }));
  }
}
