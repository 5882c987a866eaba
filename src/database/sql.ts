export type SqlValue = string | number | null;

/**
 * Statements without Prisma, for the queries that every purchase makes: see decision 17. Standard SQL, with `?`
 * for each value. Rejects with the driver's error.
 */
export interface Sql {
  /** `Row`: the columns as they are stored. Times are texts: see `fromSqlTime`. */
  all<Row>(text: string, ...values: SqlValue[]): Promise<Row[]>;
  /** Resolves to the number of changed rows. */
  run(text: string, ...values: SqlValue[]): Promise<number>;
}

/** As Prisma stores it, so that times of both can be compared. */
export function toSqlTime(time: Date): string {
  return time.toISOString().replace('Z', '+00:00');
}

export function fromSqlTime(stored: string): Date {
  return new Date(stored);
}

/** `?, ?, ?` for a list of values. */
export function placeholdersFor(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
