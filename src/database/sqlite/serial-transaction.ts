import type { SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import { statement, type BaseConnection } from './base-connection.js';

/** A transaction that releases the mutex when it has ended. */
export class SerialTransaction implements Transaction {
  readonly provider;
  readonly adapterName;
  /** Prisma sends COMMIT and ROLLBACK as statements, before it calls commit() or rollback(). */
  readonly options = { usePhantomQuery: false };
  #hasEnded = false;

  constructor(
    private readonly base: BaseConnection,
    private readonly release: () => void,
  ) {
    this.provider = base.provider;
    this.adapterName = base.adapterName;
  }

  queryRaw(query: SqlQuery) {
    return this.base.queryRaw(query);
  }

  executeRaw(query: SqlQuery) {
    return this.base.executeRaw(query);
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
    // A second call would roll back the next transaction.
    if (this.#hasEnded) return Promise.resolve();
    this.#hasEnded = true;
    try {
      // After a failed COMMIT SQLite is still in the transaction, and later statements would join it.
      if (this.base.client.inTransaction) this.base.client.exec('ROLLBACK');
    } finally {
      this.release();
    }
    return Promise.resolve();
  }
}
