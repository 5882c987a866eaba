import { createHmac } from 'node:crypto';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { messageOf } from '../../common/error.js';
import { PeriodicTask } from '../../common/periodic-task.js';

const CLEAN_UP_EVERY_MS = 5 * 60_000;
/** A server that is silent is not waited for by every post. */
const ASK_AGAIN_AFTER_MS = 1_000;

/**
 * What the processes of a shop on PostgreSQL count and remember of their clients: in tables without a log, which are
 * empty after a crash of the server. See decision 19.
 */
export class SharedStore extends PeriodicTask implements OnApplicationShutdown {
  readonly #logger = new Logger(SharedStore.name);
  readonly #cleanUps: string[] = [];
  #awayUntil = 0;
  #hasTold = false;
  protected readonly initialDelayMs = CLEAN_UP_EVERY_MS;

  constructor(
    private readonly pool: Pool,
    private readonly secret: string,
  ) {
    super();
  }

  /** Logs once that the database does not answer, and rejects at once for a second then. */
  async query<T extends QueryResultRow>(query: QueryConfig): Promise<QueryResult<T>> {
    if (performance.now() < this.#awayUntil) throw new Error('The database has not answered');
    try {
      const result = await this.pool.query<T>(query);
      this.#hasTold = false;
      return result;
    } catch (error) {
      if (!this.#hasTold)
        this.#logger.warn(`Each process counts its clients alone: ${messageOf(error)}`);
      this.#hasTold = true;
      this.#awayUntil = performance.now() + ASK_AGAIN_AFTER_MS;
      throw error;
    }
  }

  async rows<T extends QueryResultRow>(text: string, values: unknown[]): Promise<T[]> {
    return (await this.query<T>({ text, values })).rows;
  }

  /** A keyed hash: neither addresses nor tokens are in the database. */
  pseudonymOf(secret: string): string {
    return createHmac('sha256', this.secret).update(secret).digest('base64url');
  }

  /** A statement that deletes what has run out. That each process runs it does no harm. */
  cleanUpWith(text: string) {
    this.#cleanUps.push(text);
  }

  async cleanUp(): Promise<void> {
    for (const text of this.#cleanUps) await this.query({ text });
  }

  protected async runOnce(): Promise<number> {
    await this.cleanUp().catch(() => undefined); // and again in a while
    return CLEAN_UP_EVERY_MS;
  }

  async onApplicationShutdown() {
    await this.pool.end();
  }
}
