import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { codeOf, messageOf } from '../launcher/error.mjs';
import { failed, note, ok, skipped } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

/**
 * @typedef {import('./check-result.mjs').CheckResult} CheckResult
 * @typedef {import('better-sqlite3').Database} Database
 * @typedef {{
 *   migration_name: string,
 *   finished_at: unknown,
 *   rolled_back_at: unknown,
 * }} Migration
 */

const START = 'npm start (in production: npx prisma migrate deploy)';

/**
 * @param {{ databasePath: string }} env
 * @returns {Promise<CheckResult[]>}
 */
export async function examineDatabase({ databasePath }) {
  if (!existsSync(databasePath)) {
    return [failed('database', `there is no ${databasePath}`, START)];
  }
  const disk = await examineDisk(databasePath);
  const { default: Database } = await import('better-sqlite3');
  /** @type {Database | undefined} */
  let database;
  try {
    const opened = new Database(databasePath, { fileMustExist: true, timeout: 1_000 });
    database = opened;
    const contents = [whole, migrated, writable, journal, seeded].map((look) =>
      safely(look, opened),
    );
    return [...disk, ...contents];
  } catch (error) {
    const remedy = 'is DATABASE_URL the right file, and may you read it?';
    return [...disk, failed('database', `${databasePath}: ${messageOf(error)}`, remedy)];
  } finally {
    database?.close();
  }
}

/**
 * How the shop opens a database, tried on an empty one in the same folder.
 * @param {string} databasePath
 */
async function examineDisk(databasePath) {
  const name = 'durability';
  const { WriterAdapter } = await importBuilt('database/sqlite/sqlite-adapters.js');
  const trial = path.join(path.dirname(databasePath), `.doctor-${process.pid}.db`);
  try {
    const connection = await new WriterAdapter(trial).connect();
    const journal = await valueOf(connection, 'PRAGMA journal_mode');
    const synchronous = await valueOf(connection, 'PRAGMA synchronous');
    await connection.dispose();
    if (journal === 'wal' && Number(synchronous) === 2) {
      return [ok(name, 'this folder takes WAL with synchronous FULL')];
    }
    const remedy = 'keep the database on a local disk, not on a network or shared folder';
    return [failed(name, `a new file here is ${journal}, synchronous ${synchronous}`, remedy)];
  } catch (error) {
    const remedy = `let the shop's user write into ${path.dirname(databasePath)}`;
    return [failed(name, `nothing can be written there: ${messageOf(error)}`, remedy)];
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(trial + end, { force: true });
  }
}

/**
 * @param {import('@prisma/driver-adapter-utils').SqlDriverAdapter} connection
 * @param {string} sql
 */
async function valueOf(connection, sql) {
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] });
  return rows[0]?.[0];
}

/**
 * @param {(database: Database) => CheckResult} look
 * @param {Database} database
 */
function safely(look, database) {
  try {
    return look(database);
  } catch (error) {
    if (codeOf(error) === 'SQLITE_BUSY')
      return note(look.name, 'somebody is writing: not looked at');
    if (messageOf(error).startsWith('no such table')) return skipped(look.name, 'needs the tables');
    return failed(
      look.name,
      messageOf(error),
      'keep a copy of the file, -wal and -shm; then restore',
    );
  }
}

/** @param {Database} database */
function whole(database) {
  const found = database.pragma('quick_check', { simple: true });
  if (found === 'ok') return ok('whole', 'quick_check finds nothing');
  const remedy = 'stop the shop, keep a copy of the file with its -wal and -shm, restore a backup';
  return failed('whole', `quick_check: ${found}`, remedy);
}

/** @param {Database} database */
function migrated(database) {
  const rows = historyOf(database);
  const applied = rows.filter((row) => row.finished_at).map((row) => row.migration_name);
  const stuck = rows.find((row) => !row.finished_at && !row.rolled_back_at);
  const known = readdirSync(path.join(root, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const missing = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));

  if (stuck) {
    const remedy = 'npx prisma migrate resolve (see prisma.io/docs: failed migrations)';
    return failed('migrated', `${stuck.migration_name} began and did not end`, remedy);
  }
  if (missing.length > 0) return failed('migrated', `missing: ${missing.join(', ')}`, START);
  if (newer.length > 0) {
    const message = `the database knows ${newer.join(', ')}, these sources do not`;
    return failed('migrated', message, 'git pull, or take the database of this version');
  }
  return ok('migrated', `${applied.length} of ${known.length}`);
}

/**
 * @param {Database} database
 * @returns {Migration[]}
 */
function historyOf(database) {
  try {
    return /** @type {Migration[]} */ (database.prepare('SELECT * FROM _prisma_migrations').all());
  } catch (error) {
    if (messageOf(error).startsWith('no such table')) return [];
    throw error;
  }
}

/** @param {Database} database */
function writable(database) {
  try {
    // The lock is had or not; nothing is written.
    database.exec('BEGIN IMMEDIATE; ROLLBACK');
    return ok('writable', 'yes');
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_READONLY') throw error;
    return failed('writable', 'the file is read-only', `chmod u+w ${database.name}`);
  }
}

/** @param {Database} database */
function journal(database) {
  const mode = database.pragma('journal_mode', { simple: true });
  if (mode === 'wal') return ok('journal', 'WAL');
  return note('journal', `${mode}: the shop changes it to WAL when it starts`);
}

/** @param {Database} database */
function seeded(database) {
  const sql = 'SELECT count(*) FROM Book WHERE withdrawnAt IS NULL';
  const count = Number(database.prepare(sql).pluck().get());
  if (count > 0) return ok('seeded', `${count} books on the shelf`);
  return failed('seeded', 'there is no book on the shelf', 'npm run seed');
}
