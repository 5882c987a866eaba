import type { ClientBase } from 'pg';
import { TYPES } from '../../database/postgresql/postgresql-sql.js';
import { listed, quoted, type Row, ROWS_AT_ONCE, type TableStore } from './table-store.js';
import type { CopiedTable } from './tables.js';

interface Column {
  name: string;
  type: string;
}

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`;

const SEQUENCES = `
  SELECT "sequence".relname AS sequence, "table".relname AS table, attname AS column
  FROM pg_class AS "sequence"
  JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = "sequence".oid AND deptype = 'a'
  JOIN pg_class AS "table" ON "table".oid = refobjid
  JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
  WHERE "sequence".relkind = 'S' AND "sequence".relnamespace = current_schema()::regnamespace`;

/** Those of the schema that comes first. The connection is in a transaction. */
export class PostgresqlTables implements TableStore {
  readonly #columns = new Map<string, Column[]>();

  constructor(private readonly client: ClientBase) {}

  async columnsOf(table: string): Promise<string[]> {
    return (await this.#columnsOf(table)).map(({ name }) => name);
  }

  async *rowsOf({ name, key }: CopiedTable, columns: readonly string[]): AsyncGenerator<Row[]> {
    const sql = `SELECT ${listed(columns)} FROM ${quoted(name)} ORDER BY ${listed(key)}`;
    await this.client.query(`DECLARE "rows" NO SCROLL CURSOR FOR ${sql}`);
    const fetch = { text: `FETCH ${ROWS_AT_ONCE} FROM "rows"`, rowMode: 'array', types: TYPES };
    for (;;) {
      const { rows } = await this.client.query<Row>(fetch as typeof fetch & { rowMode: 'array' });
      if (rows.length > 0) yield rows;
      if (rows.length < ROWS_AT_ONCE) break;
    }
    await this.client.query('CLOSE "rows"');
  }

  /** With an array for each column: one statement has few parameters, however many rows. */
  async insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
    const all = await this.#columnsOf(table);
    const typeOf = (column: string) => all.find(({ name }) => name === column)?.type;
    const arrays = columns.map((column, at) => `$${at + 1}::${typeOf(column)}[]`).join(', ');
    const values = columns.map((_, at) => rows.map((row) => row[at]));
    const sql = `INSERT INTO ${quoted(table)} (${listed(columns)}) SELECT * FROM unnest(${arrays})`;
    await this.client.query(sql, values);
  }

  /** So that what is added next to one of these tables has a number of its own. */
  async setSequences(tables: readonly string[]): Promise<void> {
    const { rows } =
      await this.client.query<Record<'sequence' | 'table' | 'column', string>>(SEQUENCES);
    const copied = rows.filter(({ table }) => tables.includes(table));
    for (const { sequence, table, column } of copied) {
      const sql = `SELECT setval($1::regclass, max(${quoted(column)})) FROM ${quoted(table)}
        HAVING max(${quoted(column)}) IS NOT NULL`;
      await this.client.query(sql, [quoted(sequence)]);
    }
  }

  async #columnsOf(table: string): Promise<Column[]> {
    const known = this.#columns.get(table);
    if (known) return known;
    const { rows } = await this.client.query<Column>(COLUMNS, [quoted(table)]);
    this.#columns.set(table, rows);
    return rows;
  }
}
