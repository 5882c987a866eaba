import {
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlQuery,
  type Transaction,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils';
import type { LockRequest } from './lock-request.js';
import type { WriteLockMonitor } from '../write-lock-monitor.js';
import { withinDeadline } from '../within-deadline.js';
import { Mutex } from '../mutex.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SerialTransaction } from './serial-transaction.js';
import { statement, type BaseConnection } from './base-connection.js';
import type { Sql } from '../sql.js';

/** For a transaction to begin. Longer than the retries of a busy database (5 s), so that their error comes first. */
export const MAX_WAIT_MS = 6_000;
/** Ordinary waits, for another process that writes, are shorter. */
export const NOTICED_AFTER_MS = 20;

/**
 * Prisma's better-sqlite3 adapter runs everything on one connection, so a plain write made while a
 * transaction is open becomes part of it, and is lost if that transaction rolls back, although its
 * caller saw it succeed. This connection runs statements and transactions one after another.
 */
export class SerialConnection implements SqlDriverAdapter {
  readonly provider: SqlDriverAdapter['provider'];
  readonly adapterName: string;
  readonly #mutex = new Mutex();

  constructor(
    private readonly base: BaseConnection,
    private readonly writeLock: WriteLockMonitor,
    private readonly sql: Sql,
    private readonly lockRequest: LockRequest,
  ) {
    this.provider = base.provider;
    this.adapterName = base.adapterName;
  }

  queryRaw(query: SqlQuery) {
    return this.#exclusively(() => this.base.queryRaw(query));
  }

  executeRaw(query: SqlQuery) {
    return this.#exclusively(() => this.base.executeRaw(query));
  }

  executeScript(script: string) {
    return this.#exclusively(() => this.base.executeScript(script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel && isolationLevel !== 'SERIALIZABLE') {
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    }
    const release = await this.#mutex.acquire();
    let waitEnded: (() => void) | undefined;
    try {
      // IMMEDIATE acquires the write lock at once. After a deferred BEGIN, a write fails without a
      // retry if another process has written since the first read (SQLITE_BUSY_SNAPSHOT).
      await retryWhileBusy(() => this.base.executeRaw(statement('BEGIN IMMEDIATE')), {
        onBusy: () => {
          waitEnded ??= this.writeLock.waitStarted();
          this.lockRequest.make();
        },
      });
    } catch (error) {
      release();
      throw error;
    } finally {
      waitEnded?.();
    }
    return new SerialTransaction(this.base, release);
  }

  /** Runs `work` in a transaction without Prisma. Rolls back, and rejects with the error, if it fails. */
  async transact<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const transaction = await this.#startInTime();
    try {
      const result = await work(this.sql);
      await this.base.executeRaw(statement('COMMIT'));
      return result;
    } finally {
      await transaction.rollback();
    }
  }

  /** Rejects as a busy database does if others hold the mutex for too long. */
  async #startInTime(): Promise<Transaction> {
    const started = this.startTransaction();
    try {
      return await withinDeadline(started, MAX_WAIT_MS);
    } catch (error) {
      void started.then((transaction) => transaction.rollback()).catch(() => undefined);
      throw error;
    }
  }

  dispose() {
    return this.base.dispose();
  }

  async #exclusively<T>(run: () => Promise<T>): Promise<T> {
    const release = await this.#mutex.acquire();
    try {
      return await retryWhileBusy(run, { onBusy: () => this.lockRequest.make() });
    } finally {
      release();
    }
  }
}
