import type { Client } from 'pg';

const ROWS = 1_000;

export interface Keyed {
  key: number;
}

/** All rows, some at a time. `sql` has the key after which it begins and the number of rows as parameters. */
export async function* rowsOf<Row extends Keyed>(client: Client, sql: string): AsyncGenerator<Row> {
  for (let after = 0; ;) {
    const { rows } = await client.query<Row>(sql, [after, ROWS]);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS) return;
    after = last.key;
  }
}
