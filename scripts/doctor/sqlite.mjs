import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { codeOf, messageOf } from '../launcher/error.mjs';
import { foreignDatabase } from '../launcher/foreign-database.mjs';
import { notWritable } from '../launcher/writable.mjs';
import { failed, note, ok, skipped } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';
import { examineBooks, examineMigrations, NO_DATABASE } from './migrations.mjs';
import { hasOtherFilesOpen } from '../launcher/running-shop.mjs';

/**
 * @typedef {import('./check-result.mjs').CheckResult} CheckResult
 * @typedef {import('better-sqlite3').Database} Database
 * @typedef {typeof import('../../src/database/migrations.js')} Migrations
 */

/**
 * @param {import('../../src/config/env.js').Env} env
 * @param {string} databasePath
 * @returns {Promise<CheckResult[]>}
 */
export async function examineSqlite(env, databasePath) {
  if (await hasOtherFilesOpen(env)) {
    const message = `the running shop has other files open than what is at ${databasePath}`;
    const remedy =
      'its log says which: move them back, or stop it with SIGTERM and restore a backup';
    return [failed('database', message, remedy)];
  }
  const trouble = notWritable(databasePath) ?? (await foreign(databasePath));
  if (trouble) return [failed('database', trouble.message, trouble.remedy)];
  if (!existsSync(databasePath)) {
    return [failed('database', `there is no ${databasePath}`, NO_DATABASE)];
  }
  const disk = await examineDisk(databasePath);
  const { default: Database } = await import('better-sqlite3');
  /** @type {Database | undefined} */
  let database;
  try {
    const opened = new Database(databasePath, { fileMustExist: true, timeout: 1_000 });
    database = opened;
    const built = await importBuilt('database/migrations.js');
    const contents = [];
    for (const check of [integrity, migrations, writable, journal, books])
      contents.push(await runCheck(check, opened, built));
    return [...disk, ...contents];
  } catch (error) {
    const remedy = 'is DATABASE_URL the right file, and may you read it?';
    return [...disk, failed('database', `${databasePath}: ${messageOf(error)}`, remedy)];
  } finally {
    database?.close();
  }
}

/** @param {string} databasePath */
async function foreign(databasePath) {
  const built = await importBuilt('database/migrations.js');
  return foreignDatabase(databasePath, built, path.join(root, 'prisma/migrations'));
}

/**
 * Opens an empty database in the same folder as the shop opens its own.
 * @param {string} databasePath
 */
async function examineDisk(databasePath) {
  const name = 'durability';
  const { WriterAdapter } = await importBuilt('database/sqlite/sqlite-adapters.js');
  const file = path.join(path.dirname(databasePath), `.doctor-${process.pid}.db`);
  try {
    const connection = await new WriterAdapter(file).connect();
    const journal = await valueOf(connection, 'PRAGMA journal_mode');
    const synchronous = await valueOf(connection, 'PRAGMA synchronous');
    await connection.dispose();
    if (journal === 'wal' && Number(synchronous) === 2) {
      return [ok(name, 'this folder supports WAL with synchronous FULL')];
    }
    const remedy = 'keep the database on a local disk, not on a network or shared folder';
    return [failed(name, `a new file here is ${journal}, synchronous ${synchronous}`, remedy)];
  } catch (error) {
    const remedy = `let the shop's user write into ${path.dirname(databasePath)}`;
    return [failed(name, `nothing can be written there: ${messageOf(error)}`, remedy)];
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
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
 * @param {(database: Database, built: Migrations) => CheckResult | Promise<CheckResult>} check
 * @param {Database} database
 * @param {Migrations} built
 */
async function runCheck(check, database, built) {
  try {
    return await check(database, built);
  } catch (error) {
    if (codeOf(error) === 'SQLITE_BUSY')
      return note(check.name, 'another process is writing: not checked');
    if (messageOf(error).startsWith('no such table'))
      return skipped(check.name, 'needs the tables');
    return failed(
      check.name,
      messageOf(error),
      'keep a copy of the file, -wal and -shm; then restore',
    );
  }
}

/** @param {Database} database */
function integrity(database) {
  const found = database.pragma('quick_check', { simple: true });
  if (found === 'ok') return ok('integrity', 'quick_check finds nothing');
  const remedy = 'stop the shop, keep a copy of the file with its -wal and -shm, restore a backup';
  return failed('integrity', `quick_check: ${found}`, remedy);
}

/**
 * @param {Database} database
 * @param {Migrations} built
 */
function migrations(database, { APPLIED_MIGRATIONS, UNFINISHED_MIGRATIONS }) {
  const applied = namesOf(database, APPLIED_MIGRATIONS);
  const unfinished = namesOf(database, UNFINISHED_MIGRATIONS);
  return examineMigrations('sqlite', { applied, unfinished });
}

/**
 * @param {Database} database
 * @param {string} sql
 * @returns {string[]}
 */
function namesOf(database, sql) {
  try {
    return /** @type {string[]} */ (database.prepare(sql).pluck().all());
  } catch (error) {
    if (messageOf(error).startsWith('no such table')) return [];
    throw error;
  }
}

/** @param {Database} database */
function writable(database) {
  try {
    // Acquires the write lock, and writes nothing.
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
function books(database) {
  const sql = 'SELECT count(*) FROM Book WHERE withdrawnAt IS NULL';
  return examineBooks(Number(database.prepare(sql).pluck().get()));
}
