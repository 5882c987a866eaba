import { createHash } from 'node:crypto';
import { InvalidBackupError, type RowCounts } from '../verify-backup.js';
import type { Row, TableStore } from './table-store.js';
import { copiedTables, type CopiedTable, DERIVED } from './tables.js';

interface Copied {
  table: CopiedTable;
  columns: string[];
  sent: Digest;
}

/**
 * Copies all rows into tables that are empty, and compares each with what is there then. Resolves to the number of rows
 * of each table. Throws an InvalidBackupError.
 */
export async function copyTables(source: TableStore, target: TableStore): Promise<RowCounts> {
  const all: Copied[] = [];
  for (const table of copiedTables()) all.push(await copyTable(table, source, target));
  // Last: a later table may have changed an earlier one.
  for (const copied of all) await compare(copied, target);
  return Object.fromEntries(all.map(({ table, sent }) => [table.name, sent.count]));
}

async function copyTable(table: CopiedTable, source: TableStore, target: TableStore) {
  const columns = await columnsOf(table, source, target);
  const sent = new Digest();
  for await (const rows of source.rowsOf(table, columns)) {
    sent.add(rows);
    await target.insert(table.name, columns, rows);
  }
  return { table, columns, sent };
}

/** Those that triggers fill are left to the triggers of the target. */
async function columnsOf({ name }: CopiedTable, ...stores: TableStore[]) {
  const [of = [], there = []] = await Promise.all(stores.map((store) => store.columnsOf(name)));
  if (of.length === 0 || of.toSorted().join() !== there.toSorted().join())
    throw new InvalidBackupError(`The table ${name} has other columns there`);
  return of.filter((column) => !DERIVED[name]?.includes(column));
}

async function compare({ table, columns, sent }: Copied, target: TableStore) {
  const arrived = new Digest();
  for await (const rows of target.rowsOf(table, columns)) arrived.add(rows);
  if (arrived.equals(sent)) return;
  const numbers = `${sent.count} were sent, and ${arrived.count} are there`;
  throw new InvalidBackupError(`The rows of ${table.name} are not the same: ${numbers}`);
}

/** Of rows in their order. */
class Digest {
  readonly #hash = createHash('sha256');
  #hex: string | undefined;
  count = 0;

  add(rows: readonly Row[]) {
    this.count += rows.length;
    for (const row of rows) this.#hash.update(`${JSON.stringify(row)}\n`);
  }

  equals(other: Digest): boolean {
    return this.count === other.count && this.#digest() === other.#digest();
  }

  #digest(): string {
    return (this.#hex ??= this.#hash.digest('hex'));
  }
}
