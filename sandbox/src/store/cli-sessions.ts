import type { Database } from 'better-sqlite3';

/** Runs of `stripe listen` that events are kept for: connected ones, and those gone not for long. */
export class CliSessions {
  constructor(private readonly database: Database) {}

  arrive(id: string): void {
    this.database
      .prepare(
        `INSERT INTO cli_sessions (id) VALUES (?)
         ON CONFLICT (id) DO UPDATE SET gone_ms = NULL`,
      )
      .run(id);
  }

  leave(id: string, sinceMs: number): void {
    this.database.prepare('UPDATE cli_sessions SET gone_ms = ? WHERE id = ?').run(sinceMs, id);
  }

  /** After a crash nobody has left, and nobody is there. */
  leaveAll(nowMs: number): void {
    this.database.prepare('UPDATE cli_sessions SET gone_ms = ? WHERE gone_ms IS NULL').run(nowMs);
  }

  connected(): number {
    return (
      this.database
        .prepare<[], { n: number }>('SELECT count(*) AS n FROM cli_sessions WHERE gone_ms IS NULL')
        .get()?.n ?? 0
    );
  }

  all(): string[] {
    return this.database
      .prepare<[], { id: string }>('SELECT id FROM cli_sessions ORDER BY rowid')
      .all()
      .map(({ id }) => id);
  }

  /** When the one that has been gone for longest left. */
  firstGone(): number | null {
    return (
      this.database
        .prepare<[], { ms: number | null }>('SELECT min(gone_ms) AS ms FROM cli_sessions')
        .get()?.ms ?? null
    );
  }

  forgetGoneBefore(ms: number): void {
    const gone = 'SELECT id FROM cli_sessions WHERE gone_ms < ?';
    this.database.prepare(`DELETE FROM cli_messages WHERE session_id IN (${gone})`).run(ms);
    this.database
      .prepare(
        `UPDATE deliveries SET state = 'failed' WHERE state = 'pending' AND endpoint_id IN (${gone})`,
      )
      .run(ms);
    this.database.prepare('DELETE FROM cli_sessions WHERE gone_ms < ?').run(ms);
  }
}
