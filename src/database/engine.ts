import type { Prisma, PrismaClient } from './generated/client.js';
import type { Sql } from './sql.js';
import type { WriteLockMonitor } from './write-lock-monitor.js';

export type WriteTransaction = Prisma.TransactionClient;

/** `sql`: statements in the same transaction, by position. */
export type Work<T> = (transaction: WriteTransaction, sql: Sql) => Promise<T>;

/** Reads one value, such as a number that changes with the data. */
export interface WatchedValue {
  /** At once, without waiting. Throws if the value is not known. */
  current(): unknown;
  stop(): void;
}

/** What differs between the databases that the shop runs on. See `DatabaseService`. */
export interface Engine {
  readonly kind: 'sqlite' | 'postgresql';
  /** Read-only. Sees everything that is committed. */
  readonly reader: PrismaClient;
  readonly sql: Sql;
  readonly writeLock: WriteLockMonitor;

  /** Throws a StartupError if the database cannot be used as the shop has to use it. */
  open(): Promise<void>;
  close(): Promise<void>;

  /**
   * Serializable, and on disk when it resolves. `work` may run several times, of which one is committed. `about`: the
   * writes of this process about the same thing are made one after another, which spares them conflicts. Of two things,
   * the one that is shared by more is named first, by all alike: else two writes wait for each other.
   */
  write<T>(work: Work<T>, ...about: string[]): Promise<T>;
  writeSql<T>(work: (sql: Sql) => Promise<T>, ...about: string[]): Promise<T>;
  /** Commits to disk, which fails if the disk is full. Changes nothing. */
  tryToWrite(): Promise<void>;

  watch(sql: string): WatchedValue;
  /** Null while what was opened is still in its place. */
  storageProblem(): string | null;
}
