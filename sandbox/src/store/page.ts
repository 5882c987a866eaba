/** Which stretch of a list, newest first. The ids are those of rows that exist. */
export interface PageRequest {
  limit: number;
  startingAfter: string | null;
  endingBefore: string | null;
}

export interface Page<T> {
  items: T[];
  hasMore: boolean;
}

/** A condition in SQL with its parameters, to be joined with AND. */
export interface Condition {
  sql: string;
  values: readonly (string | number)[];
}

export interface PageQuery {
  sql: string;
  values: (string | number)[];
}

/** Selects one row more than asked for, which tells whether there are more. */
export function pageQuery(
  table: 'objects' | 'events',
  conditions: readonly Condition[],
  page: PageRequest,
): PageQuery {
  const all = [...conditions, ...cursorConditions(table, page)];
  const where = all.map(({ sql }) => `(${sql})`).join(' AND ') || 'TRUE';
  const order = page.endingBefore === null ? 'DESC' : 'ASC';
  return {
    sql: `SELECT * FROM ${table} WHERE ${where} ORDER BY seq ${order} LIMIT ?`,
    values: [...all.flatMap(({ values }) => values), page.limit + 1],
  };
}

export function pageOf<T>(rows: readonly T[], page: PageRequest): Page<T> {
  const items = rows.slice(0, page.limit);
  if (page.endingBefore !== null) items.reverse();
  return { items, hasMore: rows.length > page.limit };
}

function cursorConditions(
  table: string,
  { startingAfter, endingBefore }: PageRequest,
): Condition[] {
  const seqOf = `(SELECT seq FROM ${table} WHERE id = ?)`;
  return [
    ...(startingAfter === null ? [] : [{ sql: `seq < ${seqOf}`, values: [startingAfter] }]),
    ...(endingBefore === null ? [] : [{ sql: `seq > ${seqOf}`, values: [endingBefore] }]),
  ];
}
