import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { freshSqlite } from './database.js';
import type { Row } from './example-rows.js';
import { freshPostgres } from './postgres/fresh.js';

/** An empty, migrated database of either kind, inside of a transaction that is rolled back. SQL for both. */
export interface ExampleDatabase {
  /** Rejects with the database's refusal: see `refusalOf`. */
  run: (sql: string, row?: Row) => Promise<void>;
  /** Each row as an array. */
  rows: (sql: string) => Promise<unknown[][]>;
  begin: () => Promise<void>;
  rollBack: () => Promise<void>;
  close: () => Promise<void>;
}

export async function exampleInSqlite(): Promise<ExampleDatabase> {
  const database = new Sqlite(await freshSqlite());
  const exec = (sql: string) => Promise.resolve(void database.exec(sql));
  return {
    run: (sql, row = {}) =>
      new Promise((resolve) => resolve(void database.prepare(sql).run(...Object.values(row)))),
    rows: (sql) => Promise.resolve(database.prepare(sql).raw().all() as unknown[][]),
    begin: () => exec('BEGIN'),
    rollBack: () => exec('ROLLBACK'),
    close: () => Promise.resolve(void database.close()),
  };
}

export async function exampleInPostgres(): Promise<ExampleDatabase> {
  const client = new pg.Client({ connectionString: await freshPostgres() });
  await client.connect();
  const ask = async (text: string, values: unknown[] = []) =>
    (await client.query({ text, values, rowMode: 'array' })).rows as unknown[][];
  return {
    run: async (sql, row = {}) => {
      let count = 0;
      await ask(
        sql.replaceAll('?', () => `$${(count += 1)}`),
        Object.values(row),
      );
    },
    rows: ask,
    begin: () => ask('BEGIN').then(() => undefined),
    rollBack: () => ask('ROLLBACK').then(() => undefined),
    close: () => client.end(),
  };
}

/** Both kinds of a refusal in the same words, the name of a CHECK or of a unique index with them. */
export function refusalOf(error: unknown): string {
  const { message } = error as Error;
  if (error instanceof pg.DatabaseError) return refusalOfPostgres(error);
  const [, kind, name = ''] = /^(\w.+) constraint failed(?:: (.+))?$/.exec(message) ?? [];
  if (kind === 'UNIQUE') return `UNIQUE ${uniqueOf(name.split(', '))}`;
  return kind ? `${kind} ${name}`.trim() : message;
}

function refusalOfPostgres({ code, constraint, message }: pg.DatabaseError): string {
  if (code === '23514') return `CHECK ${constraint}`;
  if (code === '23505') return `UNIQUE ${constraint}`;
  // RESTRICT has a code of its own since PostgreSQL 18.
  return code === '23001' || code === '23503' ? 'FOREIGN KEY' : message;
}

/** The name of the index: SQLite tells its columns. */
function uniqueOf(columns: readonly string[]): string {
  const [table = ''] = columns[0]?.split('.') ?? [];
  return [table, ...columns.map((column) => column.split('.')[1]), 'key'].join('_');
}
