import type { DatabaseService } from '../../src/database/database.service.js';

export const areWritesRepeated = process.env['FOLIO_REPEAT_WRITES'] === '1';

class RolledBack extends Error {}

type Work = (...transaction: never[]) => Promise<unknown>;
type Write = (work: Work, ...about: string[]) => Promise<unknown>;

/**
 * From now on each write runs twice: the first is rolled back, as one that loses against another process is on
 * PostgreSQL. What it does beside its transaction is done twice.
 */
export function repeatWrites(database: DatabaseService) {
  const twice =
    (write: Write): Write =>
    async (work, ...about) => {
      const lose = async (...transaction: never[]) => {
        await work(...transaction);
        throw new RolledBack();
      };
      // What else it rejects with, the second run rejects with as well.
      await write(lose, ...about).catch(() => undefined);
      return write(work, ...about);
    };
  Object.assign(database, {
    write: twice(database.write.bind(database) as Write),
    writeSql: twice(database.writeSql.bind(database) as Write),
  });
}
