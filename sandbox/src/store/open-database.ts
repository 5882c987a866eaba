import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { IN_MEMORY } from '../config.js';
import type { Log } from '../log.js';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';

/** Opens the file, or makes it. One that another version of the sandbox wrote is set aside. */
export function openDatabase(file: string, log: Log): Database.Database {
  if (file === IN_MEMORY) return prepared(new Database(file));
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    setAsideIfOther(file, log);
    return prepared(new Database(file, LOCK));
  } catch (cause) {
    throw new Error(unusable(file, cause), { cause });
  }
}

const LOCK = { timeout: 1000 };

function prepared(database: Database.Database): Database.Database {
  try {
    // Two sandboxes on one file would each deliver every event.
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    // What has been answered survives a crash and a power cut.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.transaction(create).immediate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function create(database: Database.Database): void {
  if (versionOf(database) === SCHEMA_VERSION) return;
  database.exec(SCHEMA);
  database.pragma(`user_version = ${SCHEMA_VERSION}`);
}

const versionOf = (database: Database.Database) =>
  Number(database.pragma('user_version', { simple: true }));

/** A sandbox holds nothing that cannot be made again: its files are not migrated. */
function setAsideIfOther(file: string, log: Log): void {
  if (!existsSync(file)) return;
  const database = new Database(file, LOCK);
  let version: number;
  try {
    // Fails while another sandbox uses it; and writes what its log still holds into the file.
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    version = isEmpty(database) ? SCHEMA_VERSION : versionOf(database);
    if (version !== SCHEMA_VERSION) assertOfSandbox(database);
  } finally {
    database.close();
  }
  if (version === SCHEMA_VERSION) return;
  const aside = freeName(`${file}.version-${version}`);
  renameSync(file, aside);
  log(
    'warn',
    `${file} was written by another version of the sandbox (${version}, this is ${SCHEMA_VERSION}). ` +
      `It is kept as ${aside}, and an empty one takes its place.`,
  );
}

const isEmpty = (database: Database.Database) =>
  database.prepare('SELECT 1 FROM sqlite_master').get() === undefined;

/** What somebody else keeps there is not ours to move. */
function assertOfSandbox(database: Database.Database): void {
  const ours = database
    .prepare(
      "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('settings', 'objects', 'events')",
    )
    .pluck()
    .get();
  if (ours !== 3) throw new Error('it is the database of another program');
}

function freeName(name: string): string {
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name}-${count}`;
    if (!existsSync(candidate)) return candidate;
  }
}

function unusable(file: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cure = reason.includes('locked')
    ? 'Another sandbox is using it: stop that one, or give this one its own file.'
    : 'Name another file, or move this one away to start with an empty sandbox.';
  return `The sandbox cannot use ${file} (${reason}). ${cure} SANDBOX_DATA names the file.`;
}
