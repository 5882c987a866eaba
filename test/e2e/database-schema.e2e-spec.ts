import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { freshSqlite } from '../support/database.js';
import { ANOTHER, type Row, ROWS, type Table } from '../support/example-rows.js';
import { CHECKS, FOREIGN_KEYS, INDEXES, TRIGGERS, UNIQUE } from '../support/expected-schema.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';

let database: Sqlite.Database;

function insert(table: string, row: Row) {
  const names = Object.keys(row);
  const values = names.map((name) => `@${name}`);
  database.prepare(`INSERT INTO "${table}" (${names.join()}) VALUES (${values.join()})`).run(row);
}

const insertAnother = (table: Table, changes: Row = {}) => {
  insert(table, { ...ROWS[table], ...ANOTHER[table], ...changes });
};

function inSchema(type: string) {
  return database
    .prepare<[string], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL
       AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations' ORDER BY name`,
    )
    .all(type);
}

describe('after all migrations, SQLite', () => {
  beforeEach(async () => {
    database = new Sqlite(await freshSqlite());
    for (const [table, row] of Object.entries(ROWS)) insert(table, row);
  });
  afterEach(() => {
    database.close();
  });

  it('has exactly these CHECKs', () => {
    const clauses = inSchema('table').flatMap(({ sql }) =>
      // Columns that were added later stand in one line, and end with the table's own bracket.
      [
        ...sql
          .replaceAll(', "', ',\n"')
          .replace(/\)$/, '')
          .matchAll(/CONSTRAINT "(\w+)" CHECK \((.+)\),?$/gm),
      ].map(([, name, rule]) => [name, rule]),
    );

    expect(Object.fromEntries(clauses)).toEqual(CHECKS);
    expect(
      inSchema('table')
        .map(({ sql }) => sql)
        .join()
        .match(/\bCHECK\b/g),
    ).toHaveLength(Object.keys(CHECKS).length);
  });

  it('has exactly these indexes', () => {
    const expected = [
      ...Object.entries(UNIQUE).map(([name, on]) => [
        name,
        `CREATE UNIQUE INDEX "${name}" ON ${on}`,
      ]),
      ...Object.entries(INDEXES).map(([name, on]) => [name, `CREATE INDEX "${name}" ON ${on}`]),
    ];

    expect(Object.fromEntries(inSchema('index').map(({ name, sql }) => [name, sql]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  it('has exactly these foreign keys', () => {
    const keys = database
      .prepare(
        `SELECT m.name || '.' || f."from" || ' → ' || f."table" || '.' || f."to" || ' ON DELETE ' || f.on_delete
         FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1`,
      )
      .pluck()
      .all();

    expect(keys).toEqual(FOREIGN_KEYS);
  });

  it('has exactly these triggers, and one view', () => {
    expect(inSchema('trigger').map(({ name }) => name)).toEqual(TRIGGERS);
    expect(inSchema('view').map(({ name }) => name)).toEqual(['BookWords']);
  });

  it.each([
    ['added', () => insertAnother('Book')],
    ['changed', () => database.exec('UPDATE Book SET stock = 4 WHERE id = 1')],
    ['deleted', () => database.exec('DELETE FROM Book WHERE id = 2')],
    ['given another subject', () => database.exec('UPDATE BookSubject SET position = 7')],
  ])('counts a book that is %s as a change of the catalogue', (what, change) => {
    if (what === 'deleted') insertAnother('Book');
    const version = database.prepare('SELECT version FROM CatalogVersion').pluck();
    const before = Number(version.get());
    change();

    expect(version.all()).toEqual([before + 1]);
  });
});

describeOnPostgres('after all migrations, PostgreSQL', () => {
  let client: pg.Client;
  beforeAll(async () => {
    client = new pg.Client({ connectionString: await freshPostgres() });
    await client.connect();
  });
  afterAll(() => client.end());

  const column = async (sql: string) =>
    (await client.query<[string]>({ text: sql, rowMode: 'array' })).rows.map(([value]) => value);

  it('has CHECKs of the same names', async () => {
    const names = await column(`SELECT conname FROM pg_constraint WHERE contype = 'c'
      AND connamespace = 'public'::regnamespace`);

    expect(names.sort()).toEqual(Object.keys(CHECKS).sort());
  });

  it('has the same indexes, and those of its search', async () => {
    const definitions = await column(`SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
      AND indexname NOT LIKE '%\\_pkey' AND indexname NOT LIKE '%\\_words\\_idx' ORDER BY indexname`);
    const expected = [
      ...Object.entries(UNIQUE).map(([name, on]) => `CREATE UNIQUE INDEX "${name}" ON ${on}`),
      ...Object.entries(INDEXES).map(([name, on]) => `CREATE INDEX "${name}" ON ${on}`),
    ];

    expect(definitions.map(plain)).toEqual(expect.arrayContaining(expected.map(plain)));
    expect(definitions).toHaveLength(expected.length);
  });

  it('has the same foreign keys', async () => {
    const keys = await column(`
      SELECT c.relname || '.' || a.attname || ' → ' || f.relname || '.' || b.attname || ' ON DELETE '
        || CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'r' THEN 'RESTRICT' END
      FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
      JOIN pg_attribute b ON b.attrelid = f.oid AND b.attnum = k.confkey[1] WHERE k.contype = 'f'`);

    expect(keys.sort()).toEqual(FOREIGN_KEYS);
  });

  it('keeps by triggers what SQLite keeps by triggers', async () => {
    const names = await column('SELECT tgname FROM pg_trigger WHERE NOT tgisinternal');
    // Changes of the catalogue and the words of subjects are kept in other ways.
    const others = /_(inserted|updated|deleted|changed)$|^Subject_search_/;

    expect(names.filter((name) => !others.test(name)).sort()).toEqual(TRIGGERS.filter((name) => !others.test(name))); // prettier-ignore
  });

  it('compares and orders every text as SQLite does', async () => {
    const others =
      await column(`SELECT table_name || '.' || column_name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' AND data_type = 'text'
      AND collation_name IS DISTINCT FROM 'C'`);

    expect(others).toEqual([]);
  });

  it('numbers orders from 1001', async () => {
    expect(await column(`SELECT nextval('"Order_number_seq"')`)).toEqual(['1001']);
  });

  it.each([
    ['added', `INSERT INTO "Subject" ("code", "name") VALUES ('PB', 'Mathematics')`],
    ['changed', `UPDATE "Subject" SET "name" = 'Maths' WHERE "code" = 'PB'`],
    ['deleted', `DELETE FROM "Subject" WHERE "code" = 'PB'`],
    ['changed twice', `UPDATE "Book" SET "stock" = 1; UPDATE "BookSubject" SET "position" = 1`],
    ['given another contributor', `DELETE FROM "BookContributor"`],
  ])(
    'counts a transaction in which something is %s as one change of the catalogue',
    async (_, sql) => {
      // prettier-ignore
      const changes = () => column('SELECT count(*) FROM "CatalogChange"');
      const [before] = await changes();
      await client.query(sql);

      expect(await changes()).toEqual([String(Number(before) + 1)]);
    },
  );
});

/** As both databases write it. */
const plain = (definition: string) =>
  definition
    .replaceAll(/"|public\.|::text| USING btree|\s/g, '')
    .replaceAll(/coalesce/gi, 'coalesce');
