import type { Database } from 'better-sqlite3';
import { type Condition, type Page, type PageRequest, pageOf, pageQuery } from './page.js';

interface Stored {
  id: string;
  created: number;
}

/** All objects of one kind. `parentOf` names what a list may be narrowed to. */
export class Collection<T extends Stored> {
  constructor(
    private readonly database: Database,
    private readonly kind: string,
    private readonly parentOf: (item: T) => string | null = () => null,
  ) {}

  save(item: T): T {
    this.database
      .prepare(
        `INSERT INTO objects (kind, id, created, parent, body) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
      )
      .run(this.kind, item.id, item.created, this.parentOf(item), JSON.stringify(item));
    return item;
  }

  find(id: string): T | undefined {
    const row = this.database
      .prepare<[string, string], { body: string }>(
        'SELECT body FROM objects WHERE kind = ? AND id = ?',
      )
      .get(this.kind, id);
    return row && this.read(row);
  }

  list(page: PageRequest, conditions: readonly Condition[]): Page<T> {
    const ofKind: Condition = { sql: 'kind = ?', values: [this.kind] };
    const { sql, values } = pageQuery('objects', [ofKind, ...conditions], page);
    const rows = this.database.prepare<(string | number)[], { body: string }>(sql).all(...values);
    return pageOf(
      rows.map((row) => this.read(row)),
      page,
    );
  }

  /** Oldest first; for kinds, or conditions, of which there are few. */
  all(conditions: readonly Condition[] = []): T[] {
    const where = ['kind = ?', ...conditions.map(({ sql }) => sql)].join(' AND ');
    return this.database
      .prepare<(string | number)[], { body: string }>(
        `SELECT body FROM objects WHERE ${where} ORDER BY seq`,
      )
      .all(this.kind, ...conditions.flatMap(({ values }) => values))
      .map((row) => this.read(row));
  }

  remove(id: string): void {
    this.database.prepare('DELETE FROM objects WHERE kind = ? AND id = ?').run(this.kind, id);
  }

  private read(row: { body: string }): T {
    // Only save() writes these rows, so what is read is what the compiler saw being written.
    return JSON.parse(row.body) as T;
  }
}
