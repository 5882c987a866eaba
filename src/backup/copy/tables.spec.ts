import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { copiedTables, DERIVED, tablesIn } from './tables.js';

describe(tablesIn.name, () => {
  let database: Sqlite.Database;
  beforeEach(() => {
    database = new Sqlite(':memory:');
  });
  afterEach(() => {
    database.close();
  });

  it('has the tables that others refer to first, then by name, each with its whole key', () => {
    database.exec(`
      CREATE TABLE "Line" ("order" TEXT REFERENCES "Order", "book" TEXT REFERENCES "Book", PRIMARY KEY ("order", "book"));
      CREATE TABLE "Order" ("id" TEXT PRIMARY KEY);
      CREATE TABLE "Code" ("number" INTEGER, "series" TEXT, PRIMARY KEY ("series", "number"));
      CREATE TABLE "Book" ("id" INTEGER PRIMARY KEY AUTOINCREMENT);
      CREATE TABLE "_prisma_migrations" ("id" TEXT PRIMARY KEY);
      CREATE VIRTUAL TABLE "BookSearch" USING fts5("title")`);

    expect(tablesIn(database)).toEqual([
      { name: 'Book', key: ['id'] },
      { name: 'Code', key: ['series', 'number'] },
      { name: 'Order', key: ['id'] },
      { name: 'Line', key: ['order', 'book'] },
    ]);
  });

  it.each([
    ['each other', 'CREATE TABLE "B" ("id" TEXT PRIMARY KEY, "a" TEXT REFERENCES "A")'],
    ['one that is not copied', 'CREATE TABLE "CatalogVersion" ("id" TEXT PRIMARY KEY)'],
  ])('refuses tables that refer to %s', (_, sql) => {
    const parent = sql.includes('"B"') ? 'B' : 'CatalogVersion';
    database.exec(
      `${sql}; CREATE TABLE "A" ("id" TEXT PRIMARY KEY, "b" TEXT REFERENCES "${parent}")`,
    );

    expect(() => tablesIn(database)).toThrow(/No order to copy these tables in: A/);
  });
});

it('every table of the shop that has a column that triggers fill is copied', () => {
  expect(copiedTables().map(({ name }) => name)).toEqual(
    expect.arrayContaining(Object.keys(DERIVED)),
  );
});
