import type { Database } from 'better-sqlite3';

/** What Stripe does some time after a request has been answered. */
export type LaterKind = 'book_charge' | 'finish_refund' | 'fail_refund' | 'decide_dispute';

export interface LaterTask {
  id: number;
  kind: LaterKind;
  /** The object that it is about. */
  objectId: string;
  dueMs: number;
}

/** What is to happen yet. Whoever does it takes it off in the same transaction. */
export class LaterTasks {
  constructor(private readonly database: Database) {}

  add(kind: LaterKind, objectId: string, dueMs: number): void {
    this.database
      .prepare('INSERT INTO later (kind, object_id, due_ms) VALUES (?, ?, ?)')
      .run(kind, objectId, dueMs);
  }

  /** The one that is due first, now or some time. */
  next(): LaterTask | null {
    const task = this.database
      .prepare<[], LaterTask>(
        `SELECT id, kind, object_id AS objectId, due_ms AS dueMs
         FROM later ORDER BY due_ms, id LIMIT 1`,
      )
      .get();
    return task ?? null;
  }

  remove(id: number): void {
    this.database.prepare('DELETE FROM later WHERE id = ?').run(id);
  }

  postpone(id: number, dueMs: number): void {
    this.database.prepare('UPDATE later SET due_ms = ? WHERE id = ?').run(dueMs, id);
  }
}
