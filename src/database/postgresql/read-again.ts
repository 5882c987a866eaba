import type { PrismaClient } from '../generated/client.js';
import type { Sql, SqlValues } from '../sql.js';
import { asDatabaseError, isAway } from './sql-state.js';

/** Reads once more if the server has ended the connection, as it does when it is restarted. */
export class ReadAgain implements Sql {
  constructor(private readonly sql: Sql) {}

  all<Row>(text: string, ...values: SqlValues): Promise<Row[]> {
    return again(() => this.sql.all<Row>(text, ...values));
  }

  run(text: string, ...values: SqlValues): Promise<number> {
    return this.sql.run(text, ...values);
  }

  static client(client: PrismaClient): PrismaClient {
    const extended = client.$extends({
      query: { $allOperations: ({ args, query }) => again(() => query(args) as Promise<unknown>) },
    });
    // Nothing is added to it: it has the same methods.
    return extended as unknown as PrismaClient;
  }
}

async function again<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!isAway(error)) throw error;
  }
  try {
    return await read();
  } catch (error) {
    throw asDatabaseError(error);
  }
}
