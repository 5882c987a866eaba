import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { messageOf } from '../common/error.js';
import { DatabaseService } from '../database/database.service.js';
import type { WatchedValue } from '../database/engine.js';

const VERSION = {
  sqlite: 'SELECT "version" FROM "CatalogVersion"',
  postgresql: 'SELECT coalesce(sum("changes"), 0) FROM "CatalogChange"',
};

// The sum stays the same. Not serializable: every order of a limited book adds a row, and would conflict with it.
const ADD_UP = [
  'SET TRANSACTION ISOLATION LEVEL READ COMMITTED',
  `WITH "added" AS (DELETE FROM "CatalogChange" WHERE "transactionId" <> 0 RETURNING "changes")
   INSERT INTO "CatalogChange" ("transactionId", "at", "changes")
   SELECT 0, TIMESTAMP '1970-01-01', sum("changes") FROM "added" HAVING count(*) > 0
   ON CONFLICT ("transactionId", "at") DO UPDATE SET "changes" = "CatalogChange"."changes" + excluded."changes"`,
];
const ADD_UP_EVERY_MS = 30_000;

/** The number of changes of the catalogue so far, which the database itself counts. */
@Injectable()
export class CatalogVersionRepository implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #logger = new Logger(CatalogVersionRepository.name);
  #version: WatchedValue | undefined;
  /** For the requests that are handled in the same turn of the event loop: they came together. */
  #inThisTurn: number | undefined;
  #addUp: NodeJS.Timeout | undefined;

  constructor(private readonly database: DatabaseService) {}

  /**
   * Synchronous. A change that any process has committed is seen at once, on PostgreSQL within a second. Throws if the
   * version is not known.
   */
  current(): number {
    if (this.#inThisTurn !== undefined) return this.#inThisTurn;
    this.#version ??= this.database.watch(VERSION[this.database.kind]);
    const version = this.#version.current();
    if (typeof version !== 'number') throw new Error('The catalogue has no version');
    this.#inThisTurn = version;
    setImmediate(() => (this.#inThisTurn = undefined));
    return version;
  }

  onApplicationBootstrap() {
    if (this.database.kind === 'sqlite') return;
    this.#addUp = setInterval(() => {
      this.addUp().catch((error: unknown) => {
        this.#logger.warn(`The changes of the catalogue were not added up: ${messageOf(error)}`);
      });
    }, ADD_UP_EVERY_MS).unref();
  }

  beforeApplicationShutdown() {
    clearInterval(this.#addUp);
  }

  /** Of PostgreSQL, keeps few the rows that the version is read from. */
  async addUp(): Promise<void> {
    await this.database.writeSql(async (sql) => {
      for (const text of ADD_UP) await sql.run(text);
    });
  }
}
