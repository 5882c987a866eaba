import type { WriteTransaction } from './engine.js';
import { type Sql, type SqlValue, type SqlValues, toSqlTime } from './sql.js';

/**
 * Statements in a transaction of Prisma, with rows as the database's own `Sql` gives them: for what is written in
 * transactions of both kinds. Values by position only.
 */
export class PrismaSql implements Sql {
  constructor(
    private readonly transaction: WriteTransaction,
    private readonly translate: (text: string) => string = (text) => text,
  ) {}

  async all<Row>(text: string, ...values: SqlValues): Promise<Row[]> {
    const translated = this.translate(text);
    const rows = await this.transaction.$queryRawUnsafe<Record<string, unknown>[]>(translated, ...byPosition(values)); // prettier-ignore
    return rows.map((row) => withStoredValues(row) as Row);
  }

  run(text: string, ...values: SqlValues): Promise<number> {
    return this.transaction.$executeRawUnsafe(this.translate(text), ...byPosition(values));
  }
}

function byPosition(values: SqlValues): SqlValue[] {
  const [first = null] = values;
  if (typeof first !== 'object' || first === null) return values as SqlValue[];
  throw new TypeError('Within a transaction of Prisma, values are given by position');
}

function withStoredValues(row: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, stored(value)]));
}

function stored(value: unknown): unknown {
  if (value instanceof Date) return toSqlTime(value);
  return typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : value;
}
