import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { describeOnEach, freshLocation } from '../../test/support/each-database.js';
import { DatabaseService } from './database.service.js';
import { PrismaSql } from './prisma-sql.js';
import { toSqlTime } from './sql.js';

const AT = new Date('2026-01-02T03:04:05.006Z');
const READ = `SELECT "at", COUNT(*) OVER () AS "count" FROM "Checkpoint" WHERE "name" = ?`;
const MOVE = 'UPDATE "Checkpoint" SET "at" = ? WHERE "name" = ?';

describeOnEach(PrismaSql.name, (kind) => {
  let database: DatabaseService;

  beforeEach(async () => {
    database = await DatabaseService.at(await freshLocation(kind));
    await database.onModuleInit();
  });
  afterEach(() => database.onApplicationShutdown());

  it('gives the rows of its transaction as statements without Prisma do', async () => {
    const within = await database.write(async (tx, sql) => {
      await tx.checkpoint.create({ data: { name: 'a', at: new Date(0) } });
      const count = await sql.run(MOVE, toSqlTime(AT), 'a');
      return { count, rows: await sql.all(READ, 'a') };
    });

    expect(within).toEqual({ count: 1, rows: [{ at: toSqlTime(AT), count: 1 }] });
    expect(await database.sql.all(READ, 'a')).toEqual(within.rows);
  });

  it('refuses values by name', async () => {
    const read = database.write((_tx, sql) => sql.all('SELECT :a', { a: 1 }));

    await expect(read).rejects.toThrow('by position');
  });

  it('writes nothing if its transaction is rolled back', async () => {
    const failed = database.write(async (_tx, sql) => {
      await sql.run(`INSERT INTO "Checkpoint" ("name", "at") VALUES (?, ?)`, 'a', toSqlTime(AT));
      throw new Error('rolled back');
    });

    await expect(failed).rejects.toThrow('rolled back');
    expect(await database.sql.all(READ, 'a')).toEqual([]);
  });
});
