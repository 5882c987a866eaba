import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import pg from 'pg';
import { freshDatabase, freshFolder, onDatabase } from '../../../test/support/database.js';
import { fillWithEveryKindOfRow } from '../../../test/support/every-kind-of-row.js';
import { describeOnPostgres, freshPostgres } from '../../../test/support/postgres/fresh.js';
import { createBackup } from '../create-backup.js';
import { verifySchema } from '../verify-schema.js';
import { migrationsFolder } from '../../database/migrations.js';
import { copyIntoPostgresql } from './into-postgresql.js';
import { inTransaction, SNAPSHOT } from './postgresql-session.js';
import { PostgresqlTables } from './postgresql-tables.js';
import { copiedTables } from './tables.js';

/** Kept by triggers, counted for a while, or of Prisma. */
const NOT_COPIED = {
  sqlite: ['BookSearch', 'SubjectSearch', 'CatalogVersion', '_prisma_migrations'],
  postgresql: ['BookSearch', 'CatalogChange', 'Payer', 'RateLimit', '_prisma_migrations'],
};
const names = copiedTables().map(({ name }) => name);

/** Whole rows, with what triggers have filled. */
const rowsIn = (file: string) =>
  onDatabase(file, (database) =>
    Object.fromEntries(
      copiedTables().map(({ name, key }) => {
        const order = key.map((column) => `"${column}"`).join(', ');
        return [name, database.prepare(`SELECT * FROM "${name}" ORDER BY ${order}`).all()];
      }),
    ),
  );

async function onPostgres<Row extends pg.QueryResultRow>(url: string, sql: string) {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describeOnPostgres('a shop that moves to PostgreSQL and back', () => {
  it('has the same rows in every table', async () => {
    const here = await freshDatabase();
    onDatabase(here, (database) => fillWithEveryKindOfRow(database, 60));
    const url = await freshPostgres({ isEmpty: true });
    const back = path.join(await freshFolder(), 'back.db');

    await copyIntoPostgresql(here, url, { mayReplace: false });
    await createBackup({ kind: 'postgresql', url }, back);

    const [before, after] = [rowsIn(here), rowsIn(back)];
    expect(Object.entries(before).filter(([, rows]) => rows.length === 0)).toEqual([]);
    for (const name of names) expect({ [name]: after[name] }).toEqual({ [name]: before[name] });
    verifySchema(back, migrationsFolder('sqlite'));
  });

  it('leaves out a table that somebody has added', async () => {
    const here = await freshDatabase();
    onDatabase(here, (database) => database.exec('CREATE TABLE "Notes" ("id" TEXT PRIMARY KEY)'));
    const url = await freshPostgres({ isEmpty: true });

    const { rows } = await copyIntoPostgresql(here, url, { mayReplace: false });

    expect(Object.keys(rows)).toEqual(names);
  });

  it('has the moments that were stored in another form', async () => {
    const here = await freshDatabase();
    onDatabase(here, (database) => {
      fillWithEveryKindOfRow(database);
      database.exec(`UPDATE Checkpoint SET at = '2026-07-01 12:00:00'`);
      database.exec('UPDATE Lease SET expiresAt = 1782907200000');
    });
    const url = await freshPostgres({ isEmpty: true });

    await copyIntoPostgresql(here, url, { mayReplace: false });

    const at = `to_char(max(at), 'YYYY-MM-DD HH24:MI')`;
    expect(
      await onPostgres(
        url,
        `SELECT ${at} AS at FROM (SELECT at FROM "Checkpoint" UNION SELECT "expiresAt" FROM "Lease")`,
      ),
    ).toEqual([{ at: '2026-07-01 12:00' }]);
  });

  it('gives numbers that nothing has', async () => {
    const here = await freshDatabase();
    onDatabase(here, (database) => fillWithEveryKindOfRow(database));
    const url = await freshPostgres({ isEmpty: true });

    await copyIntoPostgresql(here, url, { mayReplace: false });

    const next = `SELECT nextval('"Order_number_seq"')::int AS number, nextval('"Book_id_seq"')::int AS book`;
    expect(await onPostgres(url, next)).toEqual([{ number: 2011, book: 15 }]);
  });
});

describeOnPostgres('a backup of PostgreSQL', () => {
  it('is of one moment, whatever is committed while it is made', async () => {
    const url = await freshPostgres();
    const carts = { name: 'Cart', key: ['id'] };

    const seen = await inTransaction(url, SNAPSHOT, async (client) => {
      const tables = new PostgresqlTables(client);
      await tables.columnsOf('Book');
      await onPostgres(url, `INSERT INTO "Cart" (id, "updatedAt") VALUES ('c1', now())`);
      const parts = [];
      for await (const rows of tables.rowsOf(carts, ['id'])) parts.push(...rows);
      return parts;
    });

    expect(seen).toEqual([]);
    expect(await onPostgres(url, 'SELECT id FROM "Cart"')).toEqual([{ id: 'c1' }]);
  });

  it('is not made of a database that lacks a migration, nor of one of another program', async () => {
    const [lacking, foreign] = [await freshPostgres(), await freshPostgres({ isEmpty: true })];
    await onPostgres(lacking, `DELETE FROM _prisma_migrations WHERE migration_name ~ '_init$'`);
    const folder = await freshFolder();
    const backUp = (url: string) =>
      createBackup({ kind: 'postgresql', url }, path.join(folder, 'backup.db'));

    await expect(backUp(lacking)).rejects.toThrow(/It is not migrated: \d+_init is missing/);
    await expect(backUp(foreign)).rejects.toThrow('It is not a database of this shop');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describeOnPostgres('every table', () => {
  it('is copied, or is named as one that is not', async () => {
    const url = await freshPostgres();
    const tables = await onPostgres<{ name: string }>(
      url,
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    const inSqlite = onDatabase(await freshDatabase(), (database) =>
      database
        .prepare<[], string>(
          `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
           AND name NOT GLOB '*Search_*'`,
        )
        .pluck()
        .all(),
    );

    expect(tables.map(({ name }) => name).sort()).toEqual(
      [...names, ...NOT_COPIED.postgresql].sort(),
    );
    expect(inSqlite.sort()).toEqual([...names, ...NOT_COPIED.sqlite].sort());
  });
});
