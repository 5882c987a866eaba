import type { Database } from 'better-sqlite3';
import { toSqlTime } from '../../database/sql.js';
import { withoutNul } from '../../database/postgresql/without-nul.js';
import {
  listed,
  quoted,
  type Row,
  ROWS_AT_ONCE,
  type TableStore,
  type Value,
} from './table-store.js';
import type { CopiedTable } from './tables.js';

interface Column {
  name: string;
  type: string;
}

/** `CURRENT_TIMESTAMP` of SQLite, which is in UTC and does not say so. */
const WITHOUT_ZONE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/;

/** The connection returns numbers, and is in a transaction. */
export class SqliteTables implements TableStore {
  constructor(private readonly database: Database) {}

  columnsOf(table: string): Promise<string[]> {
    return Promise.resolve(this.#columnsOf(table).map(({ name }) => name));
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- the other database has to be waited for
  async *rowsOf({ name, key }: CopiedTable, columns: readonly string[]): AsyncGenerator<Row[]> {
    const all = this.#columnsOf(name);
    const isTime = columns.map((column) => typeOf(column, all) === 'DATETIME');
    const sql = `SELECT ${listed(columns)} FROM ${quoted(name)} ORDER BY ${listed(key)}`;
    let rows: Row[] = [];
    for (const row of this.database.prepare<[], Row>(sql).raw().iterate()) {
      rows.push(row.map((value, at) => (isTime[at] ? canonicalTime(value) : withoutNul(value))));
      if (rows.length < ROWS_AT_ONCE) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }

  insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
    const values = columns.map(() => '?').join(', ');
    const insert = this.database.prepare(
      `INSERT INTO ${quoted(table)} (${listed(columns)}) VALUES (${values})`,
    );
    for (const row of rows) insert.run(row);
    return Promise.resolve();
  }

  #columnsOf(table: string): Column[] {
    const sql = 'SELECT name, type FROM pragma_table_info(?)';
    return this.database.prepare<[string], Column>(sql).all(table);
  }
}

const typeOf = (column: string, all: Column[]) => all.find(({ name }) => name === column)?.type;

/** Of a time in any of the forms that Prisma reads. */
function canonicalTime(stored: Value): Value {
  if (stored === null) return null;
  const isIncomplete = typeof stored === 'string' && WITHOUT_ZONE.test(stored);
  return toSqlTime(new Date(isIncomplete ? `${stored.replace(' ', 'T')}Z` : stored));
}
