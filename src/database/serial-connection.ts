import {
  type IsolationLevel,
  type SqlDriverAdapter,
  type SqlQuery,
  type Transaction,
  DriverAdapterError,
} from '@prisma/driver-adapter-utils';
import type { Blockage } from './blockage.js';
import { FifoGate } from './fifo-gate.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SerialTransaction } from './serial-transaction.js';
import { statement, type StockConnection } from './stock-connection.js';

/**
 * Prisma's better-sqlite3 adapter runs everything on one connection, so a plain write made while a
 * transaction is open becomes a part of it, and is lost when that one rolls back, although its
 * caller was told that it is done. Here every statement takes its turn.
 */
export class SerialConnection implements SqlDriverAdapter {
  readonly provider: SqlDriverAdapter['provider'];
  readonly adapterName: string;
  readonly #gate = new FifoGate();

  constructor(
    private readonly stock: StockConnection,
    private readonly blockage: Blockage,
  ) {
    this.provider = stock.provider;
    this.adapterName = stock.adapterName;
  }

  queryRaw(query: SqlQuery) {
    return this.#inTurn(() => this.stock.queryRaw(query));
  }

  executeRaw(query: SqlQuery) {
    return this.#inTurn(() => this.stock.executeRaw(query));
  }

  executeScript(script: string) {
    return this.#inTurn(() => this.stock.executeScript(script));
  }

  async startTransaction(isolationLevel?: IsolationLevel): Promise<Transaction> {
    if (isolationLevel && isolationLevel !== 'SERIALIZABLE') {
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    }
    const leave = await this.#gate.enter();
    try {
      // IMMEDIATE: the lock is had at once or not at all. A deferred BEGIN reads first, and its
      // later write fails for good when another process wrote in between (SQLITE_BUSY_SNAPSHOT).
      await retryWhileBusy(() => this.stock.executeRaw(statement('BEGIN IMMEDIATE')), {
        onBusy: () => {
          this.blockage.begin();
        },
      });
    } catch (error) {
      leave();
      throw error;
    } finally {
      this.blockage.end();
    }
    return new SerialTransaction(this.stock, leave);
  }

  dispose() {
    return this.stock.dispose();
  }

  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const leave = await this.#gate.enter();
    try {
      return await retryWhileBusy(run);
    } finally {
      leave();
    }
  }
}
