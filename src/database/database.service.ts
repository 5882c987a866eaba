import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { WriteLockMonitor } from './sqlite/write-lock-monitor.js';
import { type Prisma, PrismaClient } from './generated/client.js';
import { ReaderAdapter, WriterAdapter } from './sqlite/sqlite-adapters.js';

export type WriteTransaction = Prisma.TransactionClient;

// Longer than the five seconds a busy database is waited for, so that its own error comes first.
const TRANSACTION = { maxWait: 6_000, timeout: 10_000 };

/** One database, two connections: what is read never waits for what is written. */
@Injectable()
export class DatabaseService implements OnModuleInit, OnApplicationShutdown {
  /** Sees everything that was acknowledged. Cannot write. */
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
   * The one way to write: all of `work` or none of it, on disk when this resolves. Writers take
   * turns, so `work` does nothing but talk to the database: no Stripe, no waiting.
   */
  write<T>(work: (transaction: WriteTransaction) => Promise<T>): Promise<T> {
    return this.#writer.$transaction(work);
  }

  /**
   * For pages, which do not wait for another process to let go of the database: what `work` comes to,
   * or `otherwise` when its writes have to wait. `work` goes on all the same.
   */
  orIfLocked<T>(work: Promise<T>, otherwise: T): Promise<T> {
    return this.#writeLock.orIfLocked(work, otherwise, (error) => {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      this.#logger.error(`What a page did not wait for has failed: ${message}`, stack);
    });
  }

  async onModuleInit() {
    // The writer first: it switches the file to WAL, which a read-only connection cannot.
    await this.#writer.$connect();
    await this.reader.$connect();
  }

  async onApplicationShutdown() {
    await this.reader.$disconnect();
    await this.#writer.$disconnect();
  }
}
