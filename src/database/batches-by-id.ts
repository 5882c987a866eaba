import type { Sql } from './sql.js';

const AT_ONCE = 500;

/**
 * Looks through a table a few rows at a time, so that other work comes between. `text`: a SELECT that ends with
 * `WHERE "id" > ? ORDER BY "id" LIMIT ?`, so that each look is short however large the table is. `first`: less than any id.
 */
export async function* batchesById<Row extends { id: string | number }>(
  sql: Sql,
  text: string,
  first: Row['id'],
): AsyncGenerator<Row[]> {
  let last: Row['id'] | undefined = first;
  while (last !== undefined) {
    const rows: Row[] = await sql.all<Row>(text, last, AT_ONCE);
    yield rows;
    last = rows.length < AT_ONCE ? undefined : rows.at(-1)?.id;
  }
}
