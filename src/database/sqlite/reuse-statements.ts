import type { ColumnDefinition, Database, Statement } from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

/** Prisma writes some hundred different statements, and a few more for lists of other lengths. */
const MAX_STATEMENTS = 500;

type Row = unknown[];

/**
 * What Prisma's adapter does with a statement: it prepares one anew for each query, and binds values for good.
 * These values are bound for one execution.
 */
class BoundStatement {
  constructor(
    private readonly prepared: PreparedStatement,
    private readonly values: unknown[],
  ) {}

  get reader(): boolean {
    return this.prepared.statement.reader;
  }

  run() {
    return this.prepared.statement.run(...this.values);
  }

  columns(): ColumnDefinition[] {
    return this.prepared.columns();
  }

  raw() {
    return { all: (): Row[] => this.prepared.statement.raw().all(...this.values) as Row[] };
  }
}

class PreparedStatement {
  #columns: ColumnDefinition[] | undefined;

  constructor(readonly statement: Statement) {}

  columns(): ColumnDefinition[] {
    return (this.#columns ??= this.statement.columns());
  }

  bind(values: unknown[]): BoundStatement {
    return new BoundStatement(this, values);
  }
}

/** Makes the connection of Prisma's adapter prepare each text of SQL once. */
export function reuseStatements(database: Database): void {
  const statements = new LRUCache<string, PreparedStatement>({ max: MAX_STATEMENTS });
  const prepare = database.prepare.bind(database);
  const prepareOnce = (sql: string): PreparedStatement => {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = new PreparedStatement(prepare(sql));
    statements.set(sql, prepared);
    return prepared;
  };
  Object.assign(database, { prepare: prepareOnce });
}
