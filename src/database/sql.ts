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

/**
 * All columns of a table, by Prisma's enum of them. Unlike `*` they stay the same where another version of the shop adds
 * a column: PostgreSQL refuses a prepared statement whose result changes.
 */
export function columnsIn(fields: Readonly<Record<string, string>>): string {
  return Object.values(fields)
    .map((name) => `"${name}"`)
    .join(', ');
}

/** `?, ?, ?` for a list of values within `IN ( )`, which PostgreSQL does not take empty: of an empty list, nothing is equal to it. */
export function placeholdersFor(values: readonly unknown[]): string {
  return values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
}

type Row = Readonly<Record<string, SqlValue | Date | undefined>>;

/** For `INSERT INTO "…" (${columns}) VALUES ${places}`. Throws if a row has a column that the first does not have. */
export function toInsert(rows: readonly Row[]) {
  const columns = Object.keys(withoutUndefined(rows[0] ?? {}));
  const places = `(${placeholdersFor(columns)})`;
  for (const row of rows) {
    const other = Object.keys(withoutUndefined(row)).find((name) => !columns.includes(name));
    if (other !== undefined) throw new Error(`The first row has no ${other}`);
  }
  return {
    columns: columns.map((name) => `"${name}"`).join(', '),
    places: rows.map(() => places).join(', '),
    values: rows.flatMap((row) => columns.map((name) => toSqlValue(row[name]))),
  };
}

/** For `UPDATE "…" SET ${assignments}`. */
export function toUpdate(row: Row) {
  const columns = Object.entries(withoutUndefined(row));
  return {
    assignments: columns.map(([name]) => `"${name}" = ?`).join(', '),
    values: columns.map(([, value]) => toSqlValue(value)),
  };
}

function withoutUndefined(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined));
}

function toSqlValue(value: Row[string]): SqlValue {
  return value instanceof Date ? toSqlTime(value) : (value ?? null);
}
