import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlQuery, SqlQueryable } from '@prisma/driver-adapter-utils';
import type { Pool } from 'pg';
import { Mutex } from '../mutex.js';
import { statementName } from './statement-name.js';
import { withoutNul } from './without-nul.js';

/** Prisma's adapter with two of its faults mended: see `withTextsMended` and `oneAtATime`. */
export class PostgresqlAdapter extends PrismaPg {
  constructor(pool: Pool) {
    // pg takes an empty name for a statement that is not kept.
    super(pool, { statementNameGenerator: ({ sql }) => statementName(sql) ?? '' });
  }

  override async connect() {
    const connection = await super.connect();
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async (...args) =>
      oneAtATime(withTextsMended(await start(...args)));
    return withTextsMended(connection);
  }
}

function withTextsMended<T extends SqlQueryable>(queryable: T): T {
  return around(queryable, (run) => (query) => run({ ...query, args: query.args.map(withoutNul) }));
}

/** Prisma reads several relations at once. pg warns of that on the one connection of a transaction. */
function oneAtATime<T extends SqlQueryable>(queryable: T): T {
  const mutex = new Mutex();
  return around(queryable, (run) => async (query) => {
    const release = await mutex.acquire();
    try {
      return await run(query);
    } finally {
      release();
    }
  });
}

type Run<T> = (query: SqlQuery) => Promise<T>;

function around<T extends SqlQueryable>(queryable: T, wrap: <U>(run: Run<U>) => Run<U>): T {
  queryable.queryRaw = wrap(queryable.queryRaw.bind(queryable));
  queryable.executeRaw = wrap(queryable.executeRaw.bind(queryable));
  return queryable;
}
