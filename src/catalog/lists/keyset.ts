import type { Sort } from './list-query.js';

interface Order {
  /** SQL. An index has it, with the id after it. */
  key: string;
  isDescending: boolean;
  where?: string;
}

// See the migrations book_lists and title_order: an expression that differs from the index's would not use it.
export const ORDERS: Record<Sort, Order> = {
  shelf: { key: '"shelfPosition"', isDescending: false },
  title: { key: 'lower("title")', isDescending: false },
  newest: { key: `coalesce("publicationDate", '')`, isDescending: true },
  price: { key: '"unitPriceMinor"', isDescending: false, where: '"currency" = :currency' },
};

interface Keyset {
  /** The table with the key, and what selects the list's rows of it. */
  from: string;
  where: string;
  /** The first column of the index, which is the same in all of the rows. PostgreSQL sorts them unless it is told. */
  constant: string;
  id: string;
  order: Order;
}

export const ALL_BOOKS = {
  from: '"Book"',
  where: '"withdrawnAt" IS NULL',
  constant: '"withdrawnAt"',
  id: '"id"',
} satisfies Partial<Keyset>;

/**
 * The SQL of the next ids of a list, for any page at the same cost: two ranges of an index, the rest of those with the
 * same key and those behind it. Parameters: `:key` and `:id` of the book at which the page begins, and `:count`.
 */
export function rowsBeyond(
  { from, where, constant, id, order }: Keyset,
  isBackwards: boolean,
): string {
  const isDescending = order.isDescending !== isBackwards;
  const [direction, beyond] = isDescending ? ['DESC', '<'] : ['ASC', '>'];
  const { key } = order;
  const select = (range: string, by: string) =>
    `SELECT ${id} AS "id" FROM ${from} WHERE ${where} AND ${range} ORDER BY ${constant} ${direction}, ${by}${id} ${direction} LIMIT :count`;
  const same = select(`${key} = :key AND ${id} ${beyond} :id`, '');
  const others = select(`${key} ${beyond} :key`, `${key} ${direction}, `);
  return `SELECT "id" FROM (${same}) AS same UNION ALL SELECT "id" FROM (${others}) AS others LIMIT :count`;
}

/** The SQL of the first ids of a list. */
export function firstRows({ from, where, constant, id, order }: Keyset): string {
  const direction = order.isDescending ? 'DESC' : 'ASC';
  return `SELECT ${id} AS "id" FROM ${from} WHERE ${where}
    ORDER BY ${constant} ${direction}, ${order.key} ${direction}, ${id} ${direction} LIMIT :count`;
}

export type { Keyset };
