import { importBuilt } from '../launcher/import-built.mjs';
import { failed, note, ok } from './check-result.mjs';

/**
 * @typedef {import('pg').Pool} Pool
 * @typedef {import('./check-result.mjs').CheckResult} CheckResult
 */

const NOTABLE_SECONDS = 5;
// Leases and the ages of orders are by the clocks of the machines.
const TOLERANCE_SECONDS = 60;

/** Longer than any of the shop’s lasts. */
const IDLE_SECONDS = 5;
const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'];
const NOT_OFF = 'set it to on: with it off, what the shop has acknowledged may be lost in a crash';

/**
 * Any `synchronous_commit` but `off` waits for the disk of this server.
 * @param {Pool} pool
 */
export async function durability(pool) {
  const settings = SETTINGS.map((name) => `current_setting('${name}') AS ${name}`).join(', ');
  const { rows } = await pool.query(`SELECT ${settings}`);
  const off = SETTINGS.filter((name) => rows[0][name] === 'off');
  if (off.length > 0) return failed('durability', `${off.join(', ')}: off`, NOT_OFF);
  const found = SETTINGS.map((name) => `${name} ${rows[0][name]}`).join(', ');
  return ok('durability', found);
}

/**
 * Also those that only this database or this role may have.
 * @param {Pool} pool
 */
export async function connections(pool) {
  const { rows } = await pool.query(`
    WITH "open" AS (
      SELECT datname, usename, application_name FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
    ), "limits" AS (
      SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS "limit",
        (SELECT count(*) FROM "open") AS "used"
      UNION ALL
      SELECT datconnlimit, (SELECT count(*) FROM "open" WHERE "open".datname = pg_database.datname)
      FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0
      UNION ALL
      SELECT rolconnlimit, (SELECT count(*) FROM "open" WHERE usename = rolname)
      FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0
    )
    SELECT min("limit" - "used")::int AS free,
      (SELECT count(*)::int FROM "open" WHERE datname = current_database() AND application_name = 'folio') AS shops
    FROM "limits"`);
  const { CONNECTIONS_OF_A_SHOP } = await importBuilt('database/postgresql/connections.js');
  const [{ free, shops }] = rows;
  const message = `${free} are left, and a shop takes ${CONNECTIONS_OF_A_SHOP}`;
  const remedy = 'raise max_connections, or run fewer shops';
  if (free >= CONNECTIONS_OF_A_SHOP) return ok('connections', message);
  return shops > 0
    ? note('connections', `${message}: no more shops can start`, remedy)
    : failed('connections', message, remedy);
}

/** @param {Pool} pool */
export async function clock(pool) {
  const before = Date.now();
  const { rows } = await pool.query('SELECT clock_timestamp() AS now');
  const here = (before + Date.now()) / 2;
  const seconds = Math.round(Math.abs(rows[0].now.getTime() - here) / 1_000);
  const message = `${seconds} s from this machine’s`;
  const name = 'clock of the database';
  if (seconds > TOLERANCE_SECONDS) {
    return failed(name, message, 'set the time of both machines: timedatectl set-ntp true');
  }
  return seconds > NOTABLE_SECONDS ? note(name, message) : ok(name, message);
}

/** @param {Pool} pool */
export async function idleTransactions(pool) {
  const name = 'idle transactions';
  const { rows } = await pool.query(`
    SELECT count(*)::int AS count, string_agg(DISTINCT coalesce(nullif(application_name, ''), usename), ', ') AS who
    FROM pg_stat_activity
    WHERE datname = current_database() AND state LIKE 'idle in transaction%' AND state_change < now() - interval '${IDLE_SECONDS} seconds'`);
  const [{ count, who }] = rows;
  if (count === 0) return ok(name, 'none');
  const remedy = 'end what has forgotten them: they hold locks, and rows that were deleted';
  return note(name, `${count} for more than ${IDLE_SECONDS} s, of ${who}`, remedy);
}
