import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import { statement, type StockConnection } from './stock-connection.js';

/** A transaction that holds the gate until it has ended, and always ends. */
export class SerialTransaction implements Transaction {
  readonly provider;
  readonly adapterName;
  /** Prisma then sends COMMIT and ROLLBACK as statements, before it calls commit() or rollback(). */
  readonly options = { usePhantomQuery: false };
  #hasEnded = false;

  constructor(
    private readonly stock: StockConnection,
    private readonly leave: () => void,
  ) {
    this.provider = stock.provider;
    this.adapterName = stock.adapterName;
  }

  queryRaw(query: SqlQuery) {
    return this.stock.queryRaw(query);
  }

  executeRaw(query: SqlQuery) {
    return this.stock.executeRaw(query);
  }

  commit() {
    return this.#end();
  }

  rollback() {
    return this.#end();
  }

  async createSavepoint(name: string) {
    await this.executeRaw(statement(`SAVEPOINT ${name}`));
  }

  async rollbackToSavepoint(name: string) {
    await this.executeRaw(statement(`ROLLBACK TO ${name}`));
  }

  async releaseSavepoint(name: string) {
    await this.executeRaw(statement(`RELEASE SAVEPOINT ${name}`));
  }

  #end(): Promise<void> {
    // Asked twice, it would roll back the transaction of whoever came next.
    if (this.#hasEnded) return Promise.resolve();
    this.#hasEnded = true;
    try {
      // A COMMIT that failed leaves SQLite in the transaction; everything later would join it.
      if (this.stock.client.inTransaction) this.stock.client.exec('ROLLBACK');
    } finally {
      this.leave();
    }
    return Promise.resolve();
  }
}
