import { existsSync } from 'node:fs';
import { StartupError } from '../../common/error.js';
import type { Engine, WatchedValue, Work } from '../engine.js';
import { PrismaClient } from '../generated/client.js';
import { PrismaSql } from '../prisma-sql.js';
import type { Sql } from '../sql.js';
import { withoutArguments } from '../without-arguments.js';
import { WriteLockMonitor } from '../write-lock-monitor.js';
import { assertWritable } from './assert-writable.js';
import { DatabaseFiles } from './database-files.js';
import { MAX_WAIT_MS, NOTICED_AFTER_MS } from './serial-connection.js';
import { ReaderAdapter, WriterAdapter } from './sqlite-adapters.js';

const TRANSACTION = { maxWait: MAX_WAIT_MS, timeout: 10_000 };

/** A file, with two connections: reads do not wait for writes, and one write runs at a time. */
export class SqliteEngine implements Engine {
  readonly kind = 'sqlite';
  readonly reader: PrismaClient;
  readonly writeLock = new WriteLockMonitor(NOTICED_AFTER_MS);
  readonly #writer: PrismaClient;
  readonly #writerAdapter: WriterAdapter;
  readonly #readerAdapter: ReaderAdapter;
  readonly #files: DatabaseFiles;

  constructor(private readonly path: string) {
    this.#files = new DatabaseFiles(path);
    this.#writerAdapter = new WriterAdapter(path, this.writeLock);
    this.#readerAdapter = new ReaderAdapter(path);
    const options = { adapter: this.#writerAdapter, transactionOptions: TRANSACTION };
    this.#writer = withoutArguments(new PrismaClient(options));
    this.reader = withoutArguments(new PrismaClient({ adapter: this.#readerAdapter }));
  }

  get sql(): Sql {
    return this.#readerAdapter.sql;
  }

  async open() {
    // SQLite would create an empty one.
    if (!existsSync(this.path))
      throw new StartupError(`There is no database at ${this.path}. ${NO_DATABASE}`);
    assertWritable(this.path);
    // First: it switches the file to WAL, which a read-only connection cannot.
    await this.#writer.$connect();
    await this.reader.$connect();
  }

  async close() {
    await this.reader.$disconnect();
    await this.#writer.$disconnect();
  }

  write<T>(work: Work<T>): Promise<T> {
    return this.#writer.$transaction((transaction) =>
      work(transaction, new PrismaSql(transaction)),
    );
  }

  writeSql<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#writerAdapter.transact(work);
  }

  /** SQLite does not write an unchanged row, but always its header, and `user_version` is not used otherwise. */
  async tryToWrite() {
    await this.write((tx) => tx.$executeRaw`PRAGMA user_version = 1`);
  }

  watch(sql: string): WatchedValue {
    return { current: this.#readerAdapter.prepareValue(sql), stop: () => undefined };
  }

  storageProblem(): string | null {
    return this.#files.problem();
  }
}

const NO_DATABASE =
  'Is DATABASE_URL right, and is the volume mounted? If there was a database, restore a backup with `npm run db:restore`. A new one is made by `npm start`, in production with `-- --new-database`.';
