import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { asError, StartupError } from '../common/error.js';
import { ShopProblem } from '../common/problem.js';
import { sqlitePath } from '../config/database-location.js';
import { Config } from '../config/config.module.js';
import { assertWritable } from './sqlite/assert-writable.js';
import { DatabaseFiles } from './sqlite/database-files.js';
import { MAX_WAIT_MS } from './sqlite/serial-connection.js';
import { WriteLockMonitor } from './sqlite/write-lock-monitor.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { ReaderAdapter, WriterAdapter } from './sqlite/sqlite-adapters.js';
import type { Sql } from './sql.js';
import { withoutArguments } from './without-arguments.js';

export type WriteTransaction = Prisma.TransactionClient;

const TRANSACTION = { maxWait: MAX_WAIT_MS, timeout: 10_000 };
const LOOK_AT_FILES_EVERY_MS = 5_000;

/** Two connections to the database: reads do not wait for writes. */
@Injectable()
export class DatabaseService implements OnModuleInit, OnApplicationShutdown {
  /** Read-only. Sees everything that is committed. */
  readonly reader: PrismaClient;
  readonly #writer: PrismaClient;
  readonly #writerAdapter: WriterAdapter;
  readonly #readerAdapter: ReaderAdapter;
  readonly #writeLock = new WriteLockMonitor();
  readonly #logger = new Logger(DatabaseService.name);
  readonly #files: DatabaseFiles;
  #fileProblem: string | null = null;
  #lookAtFiles: NodeJS.Timeout | undefined;

  constructor(config: Config) {
    const path = sqlitePath(config.get('database', { infer: true }), 'The shop');
    this.#files = new DatabaseFiles(path);
    this.#writerAdapter = new WriterAdapter(path, this.#writeLock);
    const writer = new PrismaClient({
      adapter: this.#writerAdapter,
      transactionOptions: TRANSACTION,
    });
    this.#writer = withoutArguments(writer);
    this.#readerAdapter = new ReaderAdapter(path);
    this.reader = withoutArguments(new PrismaClient({ adapter: this.#readerAdapter }));
  }

  /** See `ReaderAdapter.prepareValue`. */
  prepareValue(sql: string): () => unknown {
    return this.#readerAdapter.prepareValue(sql);
  }

  /** Read-only, as `reader`, without Prisma. */
  get sql(): Sql {
    return this.#readerAdapter.sql;
  }

  /**
   * Runs `work` in a transaction, which is on disk when this resolves. Write transactions are
   * serializable: one runs at a time, and callers rely on it when they read and then write. `work` must
   * therefore only use the database, without calls to Stripe or other waits.
   */
  async write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    this.#refuseIfFilesAreGone();
    return this.#writer.$transaction(work);
  }

  /** As `write`, without Prisma. `work` must not wait for anything but the given statements. */
  async writeSql<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    this.#refuseIfFilesAreGone();
    return this.#writerAdapter.transact(work);
  }

  /**
   * Null while the files of the database are the ones that were opened. Otherwise nothing is written: it
   * would be acknowledged and lost. Logs every change. See decision 14.
   */
  fileProblem(): string | null {
    const problem = this.#files.problem();
    if (problem === this.#fileProblem) return problem;
    this.#fileProblem = problem;
    if (problem === null) this.#logger.log('The database’s files are back: the shop writes again');
    else this.#logger.error(`${problem}. ${WHAT_TO_DO}`);
    return problem;
  }

  /**
   * Resolves to the result of `work`, or to `fallback` while another process holds the write lock: pages
   * do not wait for it. `work` continues.
   */
  orIfLocked<T>(work: Promise<T>, fallback: T): Promise<T> {
    return this.#writeLock.orIfLocked(work, fallback, (error) => {
      const { message, stack } = asError(error);
      this.#logger.error(`A write that a page did not wait for failed: ${message}`, stack);
    });
  }

  #refuseIfFilesAreGone() {
    const operatorDetail = this.fileProblem();
    if (operatorDetail !== null) throw new ShopProblem('storage-unavailable', { operatorDetail });
  }

  async onModuleInit() {
    const { path } = this.#files;
    // SQLite would create an empty one.
    if (!existsSync(path))
      throw new StartupError(`There is no database at ${path}. ${NO_DATABASE}`);
    assertWritable(path);
    // First: it switches the file to WAL, which a read-only connection cannot.
    await this.#writer.$connect();
    await this.reader.$connect();
    this.fileProblem();
    this.#lookAtFiles = setInterval(() => this.fileProblem(), LOOK_AT_FILES_EVERY_MS).unref();
  }

  async onApplicationShutdown() {
    clearInterval(this.#lookAtFiles);
    await this.reader.$disconnect();
    await this.#writer.$disconnect();
  }
}

const WHAT_TO_DO =
  'The shop writes nothing until it is back: it would be lost. What it has written is still in its open files. Move the file back, or stop the shop with SIGTERM (not SIGKILL) and restore a backup with `npm run db:restore`.';

const NO_DATABASE =
  'Is DATABASE_URL right, and is the volume mounted? If there was a database, restore a backup with `npm run db:restore`. A new one is made by `npm start`, in production with `-- --new-database`.';
