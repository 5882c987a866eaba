import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import type { StockConnection } from './serial-connection.js';

/** A transaction that holds the gate until it has ended, and always ends. */
export class SerialTransaction implements Transaction {
  readonly provider;
  readonly adapterName;
  /** Prisma then sends COMMIT and ROLLBACK as statements, before it calls commit() or rollback(). */
  readonly options = { usePhantomQuery: false };

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

  createSavepoint(name: string) {
    return this.#execute(`SAVEPOINT ${name}`);
  }

  rollbackToSavepoint(name: string) {
    return this.#execute(`ROLLBACK TO ${name}`);
  }

  releaseSavepoint(name: string) {
    return this.#execute(`RELEASE SAVEPOINT ${name}`);
  }

  /** A COMMIT that failed leaves SQLite in the transaction; everything later would join it. */
  #end(): Promise<void> {
    try {
      if (this.stock.client.inTransaction) this.stock.client.exec('ROLLBACK');
    } finally {
      this.leave();
    }
    return Promise.resolve();
  }

  async #execute(sql: string): Promise<void> {
    await this.stock.executeRaw({ sql, args: [], argTypes: [] });
  }
}
