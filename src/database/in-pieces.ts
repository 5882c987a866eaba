/** SQLite takes a thousand values in a statement. */
const AT_ONCE = 500;

/** What `read` resolves to for all of these, which it is given in pieces that one statement takes. */
export async function inPieces<Value, Row>(
  values: readonly Value[],
  read: (piece: Value[]) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let from = 0; from < values.length; from += AT_ONCE)
    rows.push(...(await read(values.slice(from, from + AT_ONCE))));
  return rows;
}
