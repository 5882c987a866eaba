import { codeOf, messageOf } from '../launcher/error.mjs';
import { judge } from '../launcher/foreign-database.mjs';
import { importBuilt } from '../launcher/import-built.mjs';
import { failed, ok, skipped } from './check-result.mjs';
import { examineBooks, examineMigrations, NO_DATABASE } from './migrations.mjs';
import { clock, connections, durability, idleTransactions } from './postgresql-server.mjs';

/**
 * @typedef {import('./check-result.mjs').CheckResult} CheckResult
 * @typedef {import('pg').Pool} Pool
 */

const HISTORY = '_prisma_migrations';
const UNDEFINED_TABLE = '42P01';
const NO_PRIVILEGE = '42501';
const GRANT = 'as the owner of the tables: GRANT ALL ON ALL TABLES IN SCHEMA public TO that role';

/**
 * @param {string} url whose password is not printed
 * @returns {Promise<CheckResult[]>}
 */
export async function examinePostgresql(url) {
  const { writerPool } = await importBuilt('database/postgresql/pools.js');
  const { assertServerAt } = await importBuilt('database/postgresql/assert-server.js');
  try {
    await assertServerAt(url);
  } catch (error) {
    return [failed('database', messageOf(error), REMEDY), skipped('tables', 'needs the database')];
  }
  const pool = writerPool(url);
  try {
    const foreign = await foreignTables(url, pool);
    if (foreign) return [failed('database', foreign.message, foreign.remedy)];
    const results = [];
    for (const check of CHECKS) results.push(await runCheck(check, pool));
    return [await server(url, pool), ...results];
  } finally {
    await pool.end();
  }
}

const REMEDY =
  'correct DATABASE_URL, or the server, as docs/guides/more-than-one-machine.md says; then npm start';

const CHECKS = [durability, connections, clock, idleTransactions, migrations, writable, books];

/**
 * @param {string} url
 * @param {Pool} pool
 */
async function foreignTables(url, pool) {
  const { nameOfDatabase } = await importBuilt('config/database-location.js');
  const built = await importBuilt('database/migrations.js');
  const { rows } = await pool.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`);
  const tables = rows.map(({ tablename }) => tablename);
  const applied = tables.includes(HISTORY) ? await namesOf(pool, built.APPLIED_MIGRATIONS) : null;
  const known = built.migrationsIn(built.migrationsFolder('postgresql'));
  return judge(nameOfDatabase({ kind: 'postgresql', url }), tables, { applied, known });
}

/**
 * What `assertServer` has asserted.
 * @param {string} url
 * @param {Pool} pool
 */
async function server(url, pool) {
  const { nameOfDatabase } = await importBuilt('config/database-location.js');
  const { rows } = await pool.query('SHOW server_version');
  const name = nameOfDatabase({ kind: 'postgresql', url });
  return ok(
    'database',
    `PostgreSQL ${rows[0].server_version} at ${name}: UTF8, serializable writes, read-only reads`,
  );
}

/**
 * @param {(pool: Pool) => Promise<CheckResult>} check
 * @param {Pool} pool
 * @returns {Promise<CheckResult>}
 */
async function runCheck(check, pool) {
  try {
    return await check(pool);
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) return skipped(check.name, 'needs the tables');
    const remedy = codeOf(error) === NO_PRIVILEGE ? GRANT : 'see the log of the server';
    return failed(check.name, messageOf(error), remedy);
  }
}

/** @param {Pool} pool */
async function migrations(pool) {
  const built = await importBuilt('database/migrations.js');
  return examineMigrations('postgresql', {
    applied: await namesOf(pool, built.APPLIED_MIGRATIONS),
    unfinished: await namesOf(pool, built.UNFINISHED_MIGRATIONS),
  });
}

/**
 * @param {Pool} pool
 * @param {string} sql
 */
async function namesOf(pool, sql) {
  try {
    const { rows } = await pool.query(sql);
    return rows.map(({ migration_name }) => migration_name);
  } catch (error) {
    if (codeOf(error) === UNDEFINED_TABLE) return [];
    throw error;
  }
}

/**
 * Writes nothing: asks for the rights.
 * @param {Pool} pool
 */
async function writable(pool) {
  const { rows } = await pool.query(`
    SELECT count(*)::int AS count, string_agg(relname, ', ' ORDER BY relname) FILTER (WHERE NOT (
      has_table_privilege(oid, 'SELECT') AND has_table_privilege(oid, 'INSERT')
      AND has_table_privilege(oid, 'UPDATE') AND has_table_privilege(oid, 'DELETE'))) AS refused
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`);
  const [{ count, refused }] = rows;
  if (count === 0) return skipped('writable', `needs the tables: ${NO_DATABASE}`);
  if (!refused) return ok('writable', 'yes');
  return failed('writable', `this role may not write ${refused}`, GRANT);
}

/** @param {Pool} pool */
async function books(pool) {
  const sql = 'SELECT count(*)::int AS count FROM "Book" WHERE "withdrawnAt" IS NULL';
  return examineBooks((await pool.query(sql)).rows[0].count);
}
