import { setTimeout as wait } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { databaseTime } from './columns.js';
import { Pacing } from './pacing.js';
import { WriteBooks } from './write-books.js';

/** Carries out the plan in short transactions, with a gap after each, so that the shop writes in between. */
export class Apply {
  readonly #pacing = new Pacing();
  readonly #writeBooks: WriteBooks;
  /** Changes with the commits of other connections. */
  readonly #version: Sqlite.Statement<[], number>;
  #lastVersion: number | undefined;

  constructor(private readonly database: Sqlite.Database) {
    this.#writeBooks = new WriteBooks(database);
    this.#version = database.prepare<[], number>('PRAGMA shop.data_version').pluck();
  }

  async run(onBatch: (count: number) => void): Promise<void> {
    await this.#subjects();
    await this.#books(onBatch);
    await this.#withdrawals(onBatch);
    this.database.pragma('shop.wal_checkpoint(PASSIVE)');
  }

  async #subjects() {
    const upsert = this.database.prepare(
      `INSERT INTO shop."Subject" (code, name) SELECT code, name FROM stagedSubject WHERE code > @after AND code <= @upTo
       ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE name IS NOT excluded.name`,
    );
    const next = this.#next<string>('code', 'stagedSubject');
    for (let batch = next(''); batch; batch = next(batch.upTo)) {
      const { after, upTo } = batch;
      await this.#write(batch.count, () => upsert.run({ after, upTo }));
    }
  }

  async #books(onBatch: (count: number) => void) {
    const next = this.#next<number>('seq', 'planned');
    for (let batch = next(0); batch; batch = next(batch.upTo)) {
      const { after, upTo } = batch;
      await this.#write(batch.count, () => {
        this.#writeBooks.run({ after, upTo }, databaseTime(new Date()));
      });
      onBatch(batch.count);
    }
  }

  async #withdrawals(onBatch: (count: number) => void) {
    const withdraw = this.database.prepare(
      `UPDATE shop."Book" SET withdrawnAt = @now, updatedAt = @now WHERE withdrawnAt IS NULL AND id IN
       (SELECT bookId FROM withdrawal WHERE bookId > @after AND bookId <= @upTo)`,
    );
    const next = this.#next<number>('bookId', 'withdrawal');
    for (let batch = next(0); batch; batch = next(batch.upTo)) {
      const { after, upTo } = batch;
      await this.#write(batch.count, () =>
        withdraw.run({ after, upTo, now: databaseTime(new Date()) }),
      );
      onBatch(batch.count);
    }
  }

  /** Finds the next rows by their key, as many as the pace allows. Null after the last. */
  #next<Key>(key: string, table: string) {
    const find = this.database.prepare<[Key, number], { upTo: Key | null; count: number }>(
      `SELECT max(${key}) AS upTo, count(*) AS count FROM (SELECT ${key} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?)`,
    );
    return (after: Key) => {
      const found = find.get(after, this.#pacing.batchSize);
      return found?.upTo == null ? null : { after, upTo: found.upTo, count: found.count };
    };
  }

  async #write(count: number, work: () => void) {
    const version = this.#version.get();
    this.database.pragma(`shop.wal_autocheckpoint = ${this.#pacing.checkpointAfter}`);
    const isShared = this.#lastVersion !== undefined && version !== this.#lastVersion;
    this.#lastVersion = version;
    this.database.exec('BEGIN IMMEDIATE');
    const acquired = performance.now();
    try {
      work();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    await wait(this.#pacing.gapAfter({ count, ms: performance.now() - acquired, isShared }));
  }
}
