import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { MIGRATIONS } from './schema.js';

export function openDatabase(file: string): Database.Database {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new Database(file, { timeout: 1000 });
  try {
    prepare(database);
    return database;
  } catch (cause) {
    database.close();
    throw new Error(unusable(file, cause), { cause });
  }
}

function prepare(database: Database.Database): void {
  // Two sandboxes on one file would each deliver every event.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('journal_mode = WAL');
  // What has been answered survives a crash and a power cut.
  database.pragma('synchronous = FULL');
  // A migration may write a table anew that others refer to.
  database.pragma('foreign_keys = OFF');
  database.transaction(migrate).immediate(database);
  database.pragma('foreign_keys = ON');
}

function migrate(database: Database.Database): void {
  const seen = Number(database.pragma('user_version', { simple: true }));
  if (seen > MIGRATIONS.length) throw new Error('it was written by a newer version of the sandbox');
  for (const sql of MIGRATIONS.slice(seen)) database.exec(sql);
  database.pragma(`user_version = ${MIGRATIONS.length}`);
}

function unusable(file: string, cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cure = reason.includes('locked')
    ? 'Another sandbox is using it: stop that one, or give this one its own file.'
    : 'Move it away to start with an empty sandbox.';
  return `The sandbox cannot use ${file} (${reason}). ${cure} SANDBOX_DATA names the file.`;
}
