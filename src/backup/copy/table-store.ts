import type { CopiedTable } from './tables.js';

export type Value = string | number | null;
/** In the order of the columns that were asked for. */
export type Row = Value[];

/** So many rows are held in memory at once. */
export const ROWS_AT_ONCE = 500;

/** The tables of a shop in one transaction. Values are as SQLite has them: times are texts, and true is 1. */
export interface TableStore {
  columnsOf(table: string): Promise<string[]>;
  /** All of them, by the key of the table, in parts. */
  rowsOf(table: CopiedTable, columns: readonly string[]): AsyncIterable<Row[]>;
  insert(table: string, columns: readonly string[], rows: readonly Row[]): Promise<void>;
}

export const quoted = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;
export const listed = (identifiers: readonly string[]) => identifiers.map(quoted).join(', ');
