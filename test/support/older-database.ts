import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { freshSqlite, freshFolder } from './database.js';
import { root } from './program.js';

const MIGRATIONS = path.join(root, 'prisma/migrations');

/** The path of an empty database that has had the migrations before this one, and no other. */
export async function databaseBefore(migration: string): Promise<string> {
  const file = path.join(await freshFolder(), 'older.db');
  const database = new Sqlite(file);
  database.prepare('ATTACH ? AS current').run(await freshSqlite());
  const record = database
    .prepare(`SELECT sql FROM current.sqlite_master WHERE name = '_prisma_migrations'`)
    .pluck()
    .get() as string;
  database.exec(record);
  const earlier = readdirSync(MIGRATIONS).filter((name) => /^\d/.test(name) && name < migration);
  for (const name of earlier.sort()) {
    database.exec(readFileSync(path.join(MIGRATIONS, name, 'migration.sql'), 'utf8'));
    database
      .prepare(
        `INSERT INTO main._prisma_migrations
         SELECT * FROM current._prisma_migrations WHERE migration_name = ?`,
      )
      .run(name);
  }
  database.close();
  return file;
}
