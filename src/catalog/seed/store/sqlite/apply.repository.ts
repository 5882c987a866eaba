import { setTimeout as wait } from 'node:timers/promises';
import type Sqlite from 'better-sqlite3';
import { toSqlTime } from '../../../../database/sql.js';
import type { LockRequest } from '../../../../database/sqlite/lock-request.js';
import { Pacing } from './pacing.js';
import { WriteBooks } from './write-books.js';

interface Slice<Key> {
  after: Key;
  upTo: Key;
  count: number;
}

interface Work<Key> {
  /** The next rows, as many as the pace allows. Null after the last. */
  next: (after: Key) => Slice<Key> | null;
  write: (slice: Slice<Key>) => void;
  onSlice?: (count: number) => void;
}

/**
 * Carries out the plan in transactions with a gap after each, so that the shop writes in between. A transaction ends as
 * soon as somebody asks for the lock.
 */
export class Apply {
  readonly #pacing = new Pacing();
  readonly #writeBooks: WriteBooks;
  /** Changes with the commits of other connections. */
  readonly #version: Sqlite.Statement<[], number>;
  #lastVersion: number | undefined;

  constructor(
    private readonly database: Sqlite.Database,
    private readonly lockRequest: LockRequest,
  ) {
    this.#writeBooks = new WriteBooks(database);
    this.#version = database.prepare<[], number>('PRAGMA shop.data_version').pluck();
  }

  async run(onSlice: (count: number) => void): Promise<void> {
    await this.#subjects();
    await this.#books(onSlice);
    await this.#withdrawals(onSlice);
    this.database.pragma('shop.wal_checkpoint(PASSIVE)');
  }

  #subjects() {
    const upsert = this.database.prepare(
      `INSERT INTO shop."Subject" (code, name) SELECT code, name FROM stagedSubject WHERE code > @after AND code <= @upTo
       ON CONFLICT (code) DO UPDATE SET name = excluded.name WHERE name IS NOT excluded.name`,
    );
    const next = this.#next<string>('code', 'stagedSubject');
    return this.#all('', { next, write: ({ after, upTo }) => upsert.run({ after, upTo }) });
  }

  #books(onSlice: (count: number) => void) {
    const next = this.#next<number>('seq', 'planned');
    const write = ({ after, upTo }: Slice<number>) => {
      this.#writeBooks.run({ after, upTo }, toSqlTime(new Date()));
    };
    return this.#all(0, { next, write, onSlice });
  }

  #withdrawals(onSlice: (count: number) => void) {
    const withdraw = this.database.prepare(
      `UPDATE shop."Book" SET withdrawnAt = @now, updatedAt = @now WHERE withdrawnAt IS NULL AND id IN
       (SELECT bookId FROM withdrawal WHERE bookId > @after AND bookId <= @upTo)`,
    );
    const next = this.#next<number>('bookId', 'withdrawal');
    const write = ({ after, upTo }: Slice<number>) =>
      withdraw.run({ after, upTo, now: toSqlTime(new Date()) });
    return this.#all(0, { next, write, onSlice });
  }

  #next<Key>(key: string, table: string): Work<Key>['next'] {
    const find = this.database.prepare<[Key, number], { upTo: Key | null; count: number }>(
      `SELECT max(${key}) AS upTo, count(*) AS count FROM (SELECT ${key} FROM ${table} WHERE ${key} > ? ORDER BY ${key} LIMIT ?)`,
    );
    return (after) => {
      const found = find.get(after, this.#pacing.sliceSize);
      return found?.upTo == null ? null : { after, upTo: found.upTo, count: found.count };
    };
  }

  async #all<Key>(first: Key, work: Work<Key>) {
    for (let slice = work.next(first); slice;) slice = await this.#batch(slice, work);
  }

  /** Writes some slices in a transaction. Returns the first one of the next. */
  async #batch<Key>(first: Slice<Key>, work: Work<Key>): Promise<Slice<Key> | null> {
    const othersWrote = this.#othersWrote();
    this.database.pragma(`shop.wal_autocheckpoint = ${this.#pacing.checkpointAfter}`);
    this.lockRequest.listen();
    this.database.exec('BEGIN IMMEDIATE');
    const acquired = performance.now();
    let slice: Slice<Key> | null = first;
    try {
      for (let rows = 0; slice;) {
        rows += slice.count;
        this.#slice(slice, work);
        slice = work.next(slice.upTo);
        const isEnough = this.#pacing.isEnough({ rows, ms: performance.now() - acquired });
        if (isEnough || this.lockRequest.isMade()) break;
      }
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
    await this.#leaveTheLock(performance.now() - acquired, othersWrote);
    return slice;
  }

  #slice<Key>(slice: Slice<Key>, { write, onSlice }: Work<Key>) {
    const started = performance.now();
    write(slice);
    this.#pacing.sliceWritten({ count: slice.count, ms: performance.now() - started });
    onSlice?.(slice.count);
  }

  async #leaveTheLock(ms: number, othersWrote: boolean) {
    const isAsked = this.lockRequest.isMade();
    // Who has asked commits next, and would make the checkpoint of what was written here.
    if (isAsked && !this.#pacing.isShared) this.database.pragma('shop.wal_checkpoint(PASSIVE)');
    await wait(this.#pacing.gapAfter(ms, othersWrote || isAsked));
  }

  #othersWrote(): boolean {
    const version = this.#version.get();
    const isOther = this.#lastVersion !== undefined && version !== this.#lastVersion;
    this.#lastVersion = version;
    return isOther;
  }
}
