import { describe, expect, it } from '@jest/globals';
import { copyTables } from './copy-tables.js';
import type { Row, TableStore } from './table-store.js';
import { copiedTables } from './tables.js';

/** Tables in memory, each with one row, or with none. */
class Tables implements TableStore {
  readonly rows = new Map<string, Row[]>();

  constructor(
    isFilled: boolean,
    private readonly columns = ['id', 'name'],
  ) {
    for (const { name } of copiedTables()) this.rows.set(name, isFilled ? [[1, `a ${name}`]] : []);
  }

  columnsOf(): Promise<string[]> {
    return Promise.resolve(this.columns);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- a database has to be waited for
  async *rowsOf({ name }: { name: string }): AsyncGenerator<Row[]> {
    yield this.rows.get(name) ?? [];
  }

  insert(table: string, _columns: readonly string[], rows: readonly Row[]): Promise<void> {
    this.rows.get(table)?.push(...rows);
    return Promise.resolve();
  }
}

describe('a copy of all tables', () => {
  it('says how many rows each has', async () => {
    expect(await copyTables(new Tables(true), new Tables(false))).toMatchObject({ Order: 1, Cart: 1 }); // prettier-ignore
  });

  it.each<[string, (rows: readonly Row[]) => Row[]]>([
    ['is lost', () => []],
    ['is changed', ([row]) => [[row?.[0] ?? null, 'another name']]],
    ['comes twice', ([row]) => (row ? [row, row] : [])],
  ])('is refused when a row %s on the way', async (_, change) => {
    const target = new Tables(false);
    const insert = target.insert.bind(target);
    target.insert = (table, columns, rows) =>
      insert(table, columns, table === 'LedgerEntry' ? change(rows) : rows);

    await expect(copyTables(new Tables(true), target)).rejects.toThrow(
      'The rows of LedgerEntry are not the same: 1 were sent',
    );
  });

  it('is refused when a later table changes an earlier one', async () => {
    const target = new Tables(false);
    const insert = target.insert.bind(target);
    target.insert = (table, columns, rows) =>
      insert(table === 'Checkpoint' ? 'Book' : table, columns, rows);

    await expect(copyTables(new Tables(true), target)).rejects.toThrow(
      'The rows of Book are not the same',
    );
  });

  it('is refused where a table has other columns', async () => {
    await expect(copyTables(new Tables(true), new Tables(false, ['id']))).rejects.toThrow(
      'The table Book has other columns there',
    );
  });
});
