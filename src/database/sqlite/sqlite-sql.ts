import type { Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';
import type { Sql, SqlValues } from '../sql.js';

/** More than there are, also with a few for lists of other lengths. */
const MAX_STATEMENTS = 200;

/** Statements on a connection, each text prepared once. */
export class SqliteSql implements Sql {
  readonly #statements = new LRUCache<string, Statement>({ max: MAX_STATEMENTS });
  readonly #prepare: Database['prepare'];

  /** To be called before `reuseStatements`. */
  constructor(database: Database) {
    this.#prepare = database.prepare.bind(database);
  }

  all<Row>(text: string, ...values: SqlValues): Promise<Row[]> {
    return new Promise((resolve) => {
      resolve(this.#prepared(text).all(...values) as Row[]);
    });
  }

  run(text: string, ...values: SqlValues): Promise<number> {
    return new Promise((resolve) => {
      resolve(this.#prepared(text).run(...values).changes);
    });
  }

  #prepared(text: string): Statement {
    const known = this.#statements.get(text);
    if (known) return known;
    // Prisma has the connection return BigInt.
    const prepared = this.#prepare(text).safeIntegers(false);
    this.#statements.set(text, prepared);
    return prepared;
  }
}
