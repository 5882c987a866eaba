import { Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { asError } from '../common/error.js';
import { ShopProblem } from '../common/problem.js';
import type { DatabaseLocation } from '../config/database-location.js';
import { engineFor } from './engine-for.js';
import type { Engine, WatchedValue, Work, WriteTransaction } from './engine.js';
import type { PrismaClient } from './generated/client.js';
import type { Sql } from './sql.js';

export type { WriteTransaction };

const LOOK_AT_STORAGE_EVERY_MS = 5_000;

/** The database of the shop, of either kind. Reads do not wait for writes. */
export class DatabaseService implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(DatabaseService.name);
  readonly #watched: WatchedValue[] = [];
  #storageProblem: string | null = null;
  #lookAtStorage: NodeJS.Timeout | undefined;

  constructor(private readonly engine: Engine) {}

  /** Not open yet: see `onModuleInit`. */
  static async at(location: DatabaseLocation): Promise<DatabaseService> {
    return new DatabaseService(await engineFor(location));
  }

  get kind(): Engine['kind'] {
    return this.engine.kind;
  }

  /** Read-only. Sees everything that is committed. */
  get reader(): PrismaClient {
    return this.engine.reader;
  }

  /** Read-only, as `reader`, without Prisma. */
  get sql(): Sql {
    return this.engine.sql;
  }

  /**
   * Runs `work` in a transaction, which is on disk when this resolves. Write transactions are serializable: of two at
   * once, one sees the other's work or is run again, and callers rely on it when they read and then write. `work` may
   * therefore run several times: it must only use its transaction, without calls to Stripe, other waits, or effects on
   * what is outside of it. `about`: see `Engine`.
   */
  async write<T>(work: Work<T>, ...about: string[]): Promise<T> {
    this.#refuseIfStorageIsGone();
    return this.engine.write(work, ...about);
  }

  /** As `write`, without Prisma. `work` must not wait for anything but the given statements. */
  async writeSql<T>(work: (sql: Sql) => Promise<T>, ...about: string[]): Promise<T> {
    this.#refuseIfStorageIsGone();
    return this.engine.writeSql(work, ...about);
  }

  /** Commits to disk, which fails if the disk is full. Changes nothing. */
  async tryToWrite(): Promise<void> {
    this.#refuseIfStorageIsGone();
    await this.engine.tryToWrite();
  }

  /** Until the shop closes. See `WatchedValue`. */
  watch(sql: string): WatchedValue {
    const watched = this.engine.watch(sql);
    this.#watched.push(watched);
    return watched;
  }

  /**
   * Null while the files of the database are the ones that were opened. Otherwise nothing is written: it
   * would be acknowledged and lost. Logs every change. See decision 14.
   */
  fileProblem(): string | null {
    const problem = this.engine.storageProblem();
    if (problem === this.#storageProblem) return problem;
    this.#storageProblem = problem;
    if (problem === null) this.#logger.log('The database’s files are back: the shop writes again');
    else this.#logger.error(`${problem}. ${WHAT_TO_DO}`);
    return problem;
  }

  /**
   * Resolves to the result of `work`, or to `fallback` while writes have to wait, such as for another process that
   * holds the write lock: pages do not wait for it. `work` continues.
   */
  orIfLocked<T>(work: Promise<T>, fallback: T): Promise<T> {
    return this.engine.writeLock.orIfLocked(work, fallback, (error) => {
      const { message, stack } = asError(error);
      this.#logger.error(`A write that a page did not wait for failed: ${message}`, stack);
    });
  }

  #refuseIfStorageIsGone() {
    const operatorDetail = this.fileProblem();
    if (operatorDetail !== null) throw new ShopProblem('storage-unavailable', { operatorDetail });
  }

  async onModuleInit() {
    await this.engine.open();
    this.fileProblem();
    const look = () => this.fileProblem();
    this.#lookAtStorage = setInterval(look, LOOK_AT_STORAGE_EVERY_MS).unref();
  }

  async onApplicationShutdown() {
    clearInterval(this.#lookAtStorage);
    for (const watched of this.#watched) watched.stop();
    await this.engine.close();
  }
}

const WHAT_TO_DO =
  'The shop writes nothing until it is back: it would be lost. What it has written is still in its open files. Move the file back, or stop the shop with SIGTERM (not SIGKILL) and restore a backup with `npm run db:restore`.';
