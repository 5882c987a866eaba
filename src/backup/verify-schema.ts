import { readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { APPLIED_MIGRATIONS, migrationsIn, UNFINISHED_MIGRATIONS } from '../database/migrations.js';
import { InvalidBackupError } from './verify-backup.js';

/** Tables, indexes and triggers, and the columns of the tables. Without those that SQLite makes by itself. */
const PARTS = `
  SELECT type || ' ' || name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
  UNION
  SELECT 'column ' || t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info(t.name) c
  WHERE t.type = 'table'`;

/**
 * Compares a database with its own history: every migration is one of the folder and has ended, and what it
 * made is there. What somebody has added, such as an index, may stay. Throws an InvalidBackupError.
 */
export function verifySchema(file: string, folder: string): void {
  const database = new Sqlite(file, { readonly: true });
  try {
    const applied = verifyMigrations(database, migrationsIn(folder));
    const present = namesOf(database, PARTS);
    const missing = partsAfter(applied, folder).filter((part) => !present.includes(part));
    if (missing.length > 0) {
      throw new InvalidBackupError(
        `It is not whole: what its migrations made is missing (${missing.slice(0, 5).join(', ')})`,
      );
    }
  } finally {
    database.close();
  }
}

/** The names of the migrations that are applied. */
function verifyMigrations(database: Sqlite.Database, known: string[]): string[] {
  const applied = migrationsOf(database, APPLIED_MIGRATIONS);
  const unfinished = migrationsOf(database, UNFINISHED_MIGRATIONS);
  const newer = [...applied, ...unfinished].filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new InvalidBackupError(
      `It is of a newer version of the shop, which knows ${newer.join(', ')}`,
    );
  }
  if (unfinished.length > 0) {
    throw new InvalidBackupError(
      `It was made while a migration had begun and not ended: ${unfinished.join(', ')}`,
    );
  }
  return applied;
}

function migrationsOf(database: Sqlite.Database, sql: string): string[] {
  try {
    return namesOf(database, sql);
  } catch (cause) {
    throw new InvalidBackupError('It is not a database of this shop: it has no migrations', {
      cause,
    });
  }
}

/** What is in a database after these migrations. */
function partsAfter(applied: string[], folder: string): string[] {
  const database = new Sqlite(':memory:');
  try {
    for (const name of applied.toSorted()) {
      database.exec(readFileSync(path.join(folder, name, 'migration.sql'), 'utf8'));
    }
    return namesOf(database, PARTS);
  } finally {
    database.close();
  }
}

function namesOf(database: Sqlite.Database, sql: string): string[] {
  return database.prepare<[], string>(sql).pluck().all();
}
