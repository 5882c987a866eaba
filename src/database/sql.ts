export type SqlValue = string | number | null;
/** In the order of the question marks; or by name, for `:name`. */
export type SqlValues = SqlValue[] | [Record<string, SqlValue>];

/**
 * Statements without Prisma, for the queries that every purchase makes and for those that Prisma cannot express:
 * see decision 17. Each text is prepared once. It blocks the event loop: the work has to be bounded. Rejects with
 * the driver's error.
 */
export interface Sql {
  /** `Row`: the columns as they are stored. Times are texts: see `fromSqlTime`. */
  all<Row>(text: string, ...values: SqlValues): Promise<Row[]>;
  /** Resolves to the number of changed rows. */
  run(text: string, ...values: SqlValues): Promise<number>;
}

/** As Prisma stores it, so that times of both can be compared. */
export function toSqlTime(time: Date): string {
  return time.toISOString().replace('Z', '+00:00');
}

export function fromSqlTime(stored: string): Date {
  return new Date(stored);
}

/** `?, ?, ?` for a list of values within `IN ( )`, which PostgreSQL does not take empty: of an empty list, nothing is equal to it. */
export function placeholdersFor(values: readonly unknown[]): string {
  return values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
}
