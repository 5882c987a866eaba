import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { asError } from '../common/error.js';
import { Config } from '../config/config.module.js';
import { WriteLockMonitor } from './sqlite/write-lock-monitor.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { ReaderAdapter, WriterAdapter } from './sqlite/sqlite-adapters.js';

export type WriteTransaction = Prisma.TransactionClient;

// Longer than the retries of a busy database (5 s), so that their error comes first.
const TRANSACTION = { maxWait: 6_000, timeout: 10_000 };

/** Two connections to the database: reads do not wait for writes. */
@Injectable()
export class DatabaseService implements OnModuleInit, OnApplicationShutdown {
  /** Read-only. Sees everything that is committed. */
  readonly reader: PrismaClient;
  readonly #writer: PrismaClient;
  readonly #writeLock = new WriteLockMonitor();
  readonly #logger = new Logger(DatabaseService.name);

  constructor(config: Config) {
    const path = config.get('databasePath', { infer: true });
    this.#writer = new PrismaClient({
      adapter: new WriterAdapter(path, this.#writeLock),
      transactionOptions: TRANSACTION,
    });
    this.reader = new PrismaClient({ adapter: new ReaderAdapter(path) });
  }

  /**
   * Runs `work` in a transaction, which is on disk when this resolves. Write transactions are
   * serializable: one runs at a time, and callers rely on it when they read and then write. `work` must
   * therefore only use the database, without calls to Stripe or other waits.
   */
  write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    return this.#writer.$transaction(work);
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

  async onModuleInit() {
    // First: it switches the file to WAL, which a read-only connection cannot.
    await this.#writer.$connect();
    await this.reader.$connect();
  }

  async onApplicationShutdown() {
    await this.reader.$disconnect();
    await this.#writer.$disconnect();
  }
}
