import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import type { Database } from 'better-sqlite3';
import { LockRequest } from './lock-request.js';
import { WriteLockMonitor } from '../write-lock-monitor.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { reuseStatements } from './reuse-statements.js';
import { NOTICED_AFTER_MS, SerialConnection } from './serial-connection.js';
import { SqliteSql } from './sqlite-sql.js';
import type { BaseConnection } from './base-connection.js';
import type { Sql } from '../sql.js';

const NOT_OPEN = 'The database is not open yet';

/** The one connection that writes: serial and durable. Waiting for a lock does not block the event loop. */
export class WriterAdapter extends PrismaBetterSqlite3 {
  #connection: SerialConnection | undefined;

  constructor(
    private readonly path: string,
    private readonly writeLock = new WriteLockMonitor(NOTICED_AFTER_MS),
  ) {
    super({ url: path, timeout: 0 });
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const base = (await super.connect()) as BaseConnection;
    await retryWhileBusy(() => {
      base.client.pragma('journal_mode = WAL');
      // better-sqlite3 sets NORMAL in WAL mode, with which a power loss can lose a commit.
      base.client.pragma('synchronous = FULL');
      base.client.pragma('foreign_keys = ON');
    });
    const sql = new SqliteSql(base.client);
    reuseStatements(base.client);
    this.#connection = new SerialConnection(base, this.writeLock, sql, new LockRequest(this.path));
    return this.#connection;
  }

  /** See `SerialConnection.transact`. */
  async transact<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    if (!this.#connection) throw new Error(NOT_OPEN);
    return this.#connection.transact(work);
  }
}

/** A read-only connection. In WAL mode it sees committed data and does not wait for the writer. */
export class ReaderAdapter extends PrismaBetterSqlite3 {
  #prepare: Database['prepare'] | undefined;
  #sql: SqliteSql | undefined;

  constructor(path: string) {
    super({ url: path, readonly: true, timeout: 250 });
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const base = (await super.connect()) as BaseConnection;
    this.#prepare = base.client.prepare.bind(base.client);
    this.#sql = new SqliteSql(base.client);
    reuseStatements(base.client);
    return base;
  }

  /** Throws before the connection is open. */
  get sql(): Sql {
    if (!this.#sql) throw new Error(NOT_OPEN);
    return this.#sql;
  }

  /**
   * A prepared statement that reads one value at once, in some microseconds: for what every request asks.
   * Throws before the connection is open, and whatever the driver throws.
   */
  prepareValue(sql: string): () => unknown {
    if (!this.#prepare) throw new Error(NOT_OPEN);
    // Prisma has the connection return BigInt.
    const prepared = this.#prepare(sql).safeIntegers(false).pluck();
    return () => prepared.get();
  }
}
