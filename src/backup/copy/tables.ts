import Sqlite from 'better-sqlite3';
import { migrateSqlite } from './migrate-empty.js';

export interface CopiedTable {
  name: string;
  /** Of its primary key: the order in which its rows are read. */
  key: readonly string[];
}

interface Table extends CopiedTable {
  /** The tables that its foreign keys refer to. */
  parents: string[];
}

/** Those of the other database begin anew, as do the indexes of the search, which are virtual tables. */
const NOT_COPIED = ['CatalogVersion', '_prisma_migrations'];

/** Columns that triggers fill, in either database. */
export const DERIVED: Partial<Record<string, readonly string[]>> = {
  Subject: ['bookCount'],
  BookSubject: ['shelfPosition'],
};

const TABLES = `SELECT name FROM pragma_table_list
  WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`;
const KEY = 'SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk';
const PARENTS = 'SELECT DISTINCT "table" FROM pragma_foreign_key_list(?)';

/** The tables that hold a shop’s data, after the migrations of this version. What somebody has added is not among them. */
export function copiedTables(): CopiedTable[] {
  const database = new Sqlite(':memory:');
  try {
    migrateSqlite(database, new Date());
    return tablesIn(database);
  } finally {
    database.close();
  }
}

/** Those that others refer to first. */
export function tablesIn(database: Sqlite.Database): CopiedTable[] {
  const textsOf = (sql: string, ...values: string[]) =>
    database
      .prepare<string[], string>(sql)
      .pluck()
      .all(...values);
  const tables = textsOf(TABLES)
    .filter((name) => !NOT_COPIED.includes(name))
    .map((name) => ({ name, key: textsOf(KEY, name), parents: textsOf(PARENTS, name) }));
  return parentsFirst(tables);
}

function parentsFirst(tables: Table[]): CopiedTable[] {
  const ordered: CopiedTable[] = [];
  const isOrdered = (name: string) => ordered.some((table) => table.name === name);
  while (ordered.length < tables.length) {
    const rest = tables.filter(({ name }) => !isOrdered(name));
    const next = rest.find(({ parents }) => parents.every(isOrdered));
    if (!next) throw new Error(`No order to copy these tables in: ${namesOf(rest)}. ${WHY}`);
    ordered.push({ name: next.name, key: next.key });
  }
  return ordered;
}

const namesOf = (tables: Table[]) => tables.map(({ name }) => name).join(', ');
const WHY = 'They refer to each other, to themselves, or to a table that is not copied';
