import {
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlQuery,
  type Transaction,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils';
import type { WriteLockMonitor } from './write-lock-monitor.js';
import { Mutex } from './mutex.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SerialTransaction } from './serial-transaction.js';
import { statement, type BaseConnection } from './base-connection.js';

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
    try {
      // IMMEDIATE acquires the write lock at once. After a deferred BEGIN, a write fails without a
      // retry if another process has written since the first read (SQLITE_BUSY_SNAPSHOT).
      await retryWhileBusy(() => this.base.executeRaw(statement('BEGIN IMMEDIATE')), {
        onBusy: () => {
          this.writeLock.waitStarted();
        },
      });
    } catch (error) {
      release();
      throw error;
    } finally {
      this.writeLock.waitEnded();
    }
    return new SerialTransaction(this.base, release);
  }

  dispose() {
    return this.base.dispose();
  }

  async #exclusively<T>(run: () => Promise<T>): Promise<T> {
    const release = await this.#mutex.acquire();
    try {
      return await retryWhileBusy(run);
    } finally {
      release();
    }
  }
}
