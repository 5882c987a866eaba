import { LRUCache } from 'lru-cache';
import type { CustomTypesConfig, Pool, PoolClient } from 'pg';
import type { Sql, SqlValue, SqlValues } from '../sql.js';
import { toSqlTime } from '../sql.js';
import { statementName } from './statement-name.js';
import { type Translated, translatePlaceholders } from './translate-placeholders.js';
import { withoutNul } from './without-nul.js';

const MAX_TEXTS = 500;
const translated = new LRUCache<string, Translated>({ max: MAX_TEXTS });

/** Statements as SQLite takes them, and rows as SQLite gives them. */
export class PostgresqlSql implements Sql {
  constructor(private readonly client: Pool | PoolClient) {}

  async all<Row>(text: string, ...values: SqlValues): Promise<Row[]> {
    return (await this.#query(text, values)).rows as Row[];
  }

  async run(text: string, ...values: SqlValues): Promise<number> {
    return (await this.#query(text, values)).rowCount ?? 0;
  }

  #query(sql: string, values: SqlValues) {
    const { text, names } = translatedOnce(sql);
    const ordered = names.length === 0 ? values : names.map((name) => named(values, name));
    const parameters = ordered.map(withoutNul);
    return this.client.query({ text, values: parameters, name: statementName(text), types: TYPES });
  }
}

/** The text of a statement whose values are given by position. */
export const toPostgresql = (sql: string): string => translatedOnce(sql).text;

function translatedOnce(sql: string): Translated {
  const known = translated.get(sql);
  if (known) return known;
  const result = translatePlaceholders(sql);
  translated.set(sql, result);
  return result;
}

function named(values: SqlValues, name: string): SqlValue {
  const [byName] = values;
  if (typeof byName !== 'object' || byName === null || !(name in byName))
    throw new Error(`The statement has no value for :${name}`);
  return byName[name] ?? null;
}

const PARSERS: Record<number, (text: string) => unknown> = {
  16: (text) => (text === 't' ? 1 : 0), // bool
  20: Number, // int8
  21: Number, // int2
  23: Number, // int4
  700: Number, // float4
  701: Number, // float8
  1700: Number, // numeric
  // timestamp: the connection is in UTC.
  1114: (text) => toSqlTime(new Date(`${text.replace(' ', 'T')}Z`)),
};

export const TYPES: CustomTypesConfig = {
  getTypeParser: (id: number) => PARSERS[id] ?? ((text: string) => text),
};
