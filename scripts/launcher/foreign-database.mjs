import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { codeOf, messageOf } from './error.mjs';

/** @typedef {{ message: string, remedy: string }} Trouble */

const ANOTHER = 'set DATABASE_URL to that of this shop, or to one that is not there yet';
const TABLES = `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`;

/**
 * Why a file cannot become or be the shop's database, and what to do. Null if it can, if it is not there yet,
 * and if it is damaged, which is said elsewhere.
 * @param {string} file
 * @param {typeof import('../../src/database/migrations.js')} built
 * @param {string} migrations the folder of the shop's migrations
 * @returns {Promise<Trouble | null>}
 */
export async function foreignDatabase(file, { APPLIED_MIGRATIONS, migrationsIn }, migrations) {
  if (!existsSync(file)) return null;
  if (statSync(file).isDirectory()) {
    const remedy = `name a file in it: DATABASE_URL=file:${path.join(file, 'folio.db')}`;
    return { message: `${file} is a folder`, remedy };
  }
  const { default: Database } = await import('better-sqlite3');
  /** @type {import('better-sqlite3').Database | undefined} */
  let database;
  try {
    const opened = new Database(file, { readonly: true });
    database = opened;
    const read = (/** @type {string} */ sql) =>
      /** @type {string[]} */ (opened.prepare(sql).pluck().all());
    const tables = read(TABLES);
    const applied = tables.includes('_prisma_migrations') ? read(APPLIED_MIGRATIONS) : null;
    return judge(file, tables, { applied, known: migrationsIn(migrations) });
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_NOTADB') return null;
    return {
      message: `${file} is not an SQLite database (${messageOf(error)})`,
      remedy: ANOTHER,
    };
  } finally {
    database?.close();
  }
}

/**
 * The same of a database of which this is known.
 * @param {string} name
 * @param {string[]} tables
 * @param {{ applied: string[] | null, known: string[] }} migrations
 * @returns {Trouble | null}
 */
export function judge(name, tables, { applied, known }) {
  if (tables.length === 0 || applied?.length === 0) return null;
  if (applied?.some((name) => known.includes(name))) return null;
  if (!applied && ['Book', 'Order', 'WebhookEvent'].every((name) => tables.includes(name))) {
    const message = `${name} was made without migrations, perhaps by prisma db push: it has no constraints`;
    return { message, remedy: `move it away; npm start makes one with all of them` };
  }
  const some = tables.slice(0, 3).join(', ');
  return {
    message: `${name} belongs to another program (its tables: ${some})`,
    remedy: ANOTHER,
  };
}
