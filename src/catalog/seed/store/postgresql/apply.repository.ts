import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { SUBJECTS_DIFFER, WRITE_BOOKS, WRITE_SUBJECTS, WRITE_WITHDRAWALS } from './write-books.js';

/** How long a slice keeps the rows that it changes, for which an order of these books waits. */
const SLICE_MS = 200;
/** Of fewer rows the messages to the server would take longer than the rows. */
const SIZE = { first: 200, least: 200, most: 5_000 };
/** A deadlock with orders, or a row that was locked for too long: nothing of the slice is written. */
const CONFLICTS = ['40P01', '40001', '55P03'];
const MAX_ATTEMPTS = 20;
const PAUSE_MS = 50;

const MANY = 1_000;
const TABLES = '"Book", "BookContributor", "BookSubject", "Subject", "BookSearch"';

interface Slice {
  after: number;
  upTo: number;
  count: number;
}

/**
 * Carries out the plan in transactions that are short, so that the shop writes in between.
 *
 * READ COMMITTED is enough beside the shop's serializable writes. Nothing that a slice writes depends on what it reads of
 * orders: it sets the columns that the file decides, never the stock, and so no copy is given back or taken. An UPDATE
 * that meets an order waits for its row and keeps the order's new stock. An order that meets a slice, and has read a row
 * that the slice has changed since, is refused by its own isolation when it takes copies of it, and runs again; if it takes
 * none, it is as if it had been placed before. In the end it has the old price or the new one, and says which.
 */
export class Apply {
  #size = SIZE.first;
  #written = 0;

  constructor(private readonly client: pg.Client) {}

  async run(onSlice: (count: number) => void): Promise<void> {
    const { rowCount } = await this.client.query(SUBJECTS_DIFFER);
    if (rowCount) await this.#transact(WRITE_SUBJECTS, { after: 0, upTo: 0 });
    await this.#all('planned', 'seq', WRITE_BOOKS, onSlice);
    await this.#all('withdrawal', 'bookId', WRITE_WITHDRAWALS, onSlice);
    // Until the server does it by itself, books would be looked for as in a small shop.
    if (this.#written >= MANY) await this.client.query(`ANALYZE ${TABLES}`);
  }

  async #all(
    table: string,
    key: string,
    statements: readonly string[],
    onSlice: (count: number) => void,
  ) {
    const next = `SELECT max("key") AS "upTo", CAST(count(*) AS INTEGER) AS "count" FROM
      (SELECT "${key}" AS "key" FROM "${table}" WHERE "${key}" > $1 ORDER BY "${key}" LIMIT $2) AS "slice"`;
    for (let slice = await this.#next(next, 0); slice; slice = await this.#next(next, slice.upTo)) {
      const started = performance.now();
      await this.#transact(statements, slice);
      this.#fit(slice.count, performance.now() - started);
      this.#written += slice.count;
      onSlice(slice.count);
    }
  }

  async #next(sql: string, after: number): Promise<Slice | null> {
    const { rows } = await this.client.query<{ upTo: number | null; count: number }>(sql, [
      after,
      this.#size,
    ]);
    const { upTo, count } = rows[0] ?? { upTo: null, count: 0 };
    return upTo === null ? null : { after, upTo, count };
  }

  /** A single slow slice says little: at most halved or doubled. */
  #fit(count: number, ms: number) {
    const fitting = Math.min(Math.max((count / ms) * SLICE_MS, this.#size / 2), this.#size * 2);
    this.#size = Math.round(Math.min(Math.max(fitting, SIZE.least), SIZE.most));
  }

  /** In one message. The range is numbers, which need no parameters. */
  async #transact(statements: readonly string[], { after, upTo }: Omit<Slice, 'count'>) {
    const text = ['BEGIN', ...statements, 'COMMIT'].join(';\n');
    const ranged = text.replaceAll('$1', String(after)).replaceAll('$2', String(upTo));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.client.query(ranged);
        return;
      } catch (error) {
        await this.client.query('ROLLBACK').catch(() => undefined);
        if (!isConflict(error) || attempt >= MAX_ATTEMPTS) throw error;
        await wait(Math.random() * PAUSE_MS);
      }
    }
  }
}

function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CONFLICTS.includes(error.code ?? '');
}
