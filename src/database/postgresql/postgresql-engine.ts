import type pg from 'pg';
import type { Engine, WatchedValue, Work } from '../engine.js';
import type { PrismaClient } from '../generated/client.js';
import { PrismaSql } from '../prisma-sql.js';
import type { Sql } from '../sql.js';
import { withoutArguments } from '../without-arguments.js';
import { WriteLockMonitor } from '../write-lock-monitor.js';
import { assertServer } from './assert-server.js';
import { PrismaClient as PostgresqlClient } from './generated/client.js';
import { KeyedMutex } from './keyed-mutex.js';
import { PolledValue } from './polled-value.js';
import { readerPool, writerPool } from './pools.js';
import { PostgresqlAdapter } from './postgresql-adapter.js';
import { PostgresqlSql, toPostgresql } from './postgresql-sql.js';
import { ReadAgain } from './read-again.js';
import { type Commit, RETRY_FOR_MS, retryConflicts } from './retry-conflicts.js';
import { asDatabaseError } from './sql-state.js';
import { transact } from './transact.js';

/** Ordinary writes are shorter, on a busy machine too: for longer than this, they wait for something. */
const NOTICED_AFTER_MS = 800;
const MUTEX_PATIENCE_MS = RETRY_FOR_MS + 1_000;
const RETRIES = 'retries';
const TRANSACTION = { maxWait: 6_000, timeout: 10_000 };

/** A server, with two pools. Every write is SERIALIZABLE and runs again if it lost against another: decision 18. */
export class PostgresqlEngine implements Engine {
  readonly kind = 'postgresql';
  readonly reader: PrismaClient;
  readonly sql: Sql;
  readonly writeLock = new WriteLockMonitor(NOTICED_AFTER_MS);
  readonly #writer: PrismaClient;
  readonly #writerPool: pg.Pool;
  readonly #readerPool: pg.Pool;
  readonly #mutexes = new KeyedMutex();

  constructor(private readonly url: string) {
    this.#writerPool = writerPool(url);
    this.#readerPool = readerPool(url);
    this.#writer = clientOn(this.#writerPool);
    this.reader = ReadAgain.client(clientOn(this.#readerPool));
    this.sql = new ReadAgain(new PostgresqlSql(this.#readerPool));
  }

  async open() {
    await assertServer(this.url, { writer: this.#writerPool, reader: this.#readerPool });
    await this.#writer.$connect();
    await this.reader.$connect();
  }

  async close() {
    await this.reader.$disconnect();
    await this.#writer.$disconnect();
    await this.#readerPool.end();
    await this.#writerPool.end();
  }

  write<T>(work: Work<T>, ...about: string[]): Promise<T> {
    return this.#exclusively(about, (commit) =>
      this.#writer.$transaction(async (transaction) => {
        const result = await work(transaction, new PrismaSql(transaction, toPostgresql));
        commit.isSent = true;
        return result;
      }),
    );
  }

  writeSql<T>(work: (sql: Sql) => Promise<T>, ...about: string[]): Promise<T> {
    return this.#exclusively(about, (commit) => transact(this.#writerPool, work, commit));
  }

  /** A record of the log that nothing reads: it is flushed as a row would be, and no two writes conflict. */
  async tryToWrite() {
    await this.writeSql((sql) => sql.all(`SELECT pg_logical_emit_message(true, 'folio', 'ready')`));
  }

  watch(text: string): WatchedValue {
    return new PolledValue(this.sql, text);
  }

  storageProblem() {
    return null;
  }

  /** The mutexes spare the writes of this process conflicts with each other. Nothing relies on them. */
  async #exclusively<T>(about: readonly string[], run: (commit: Commit) => Promise<T>) {
    const waitEnded = this.writeLock.waitStarted();
    const runAlone = (again: () => Promise<T>) =>
      this.#mutexes.run(RETRIES, MUTEX_PATIENCE_MS, again);
    const inTurn = (work: () => Promise<T>, key: string) => () =>
      this.#mutexes.run(key, MUTEX_PATIENCE_MS, work);
    try {
      return await about.reduceRight(inTurn, () => retryConflicts(run, runAlone))();
    } catch (error) {
      throw asDatabaseError(error);
    } finally {
      waitEnded();
    }
  }
}

/** Its type is that of SQLite's client, each of whose queries PostgreSQL's takes. */
function clientOn(pool: pg.Pool): PrismaClient {
  const adapter = new PostgresqlAdapter(pool);
  const client = new PostgresqlClient({ adapter, transactionOptions: TRANSACTION });
  return withoutArguments(client as unknown as PrismaClient);
}
