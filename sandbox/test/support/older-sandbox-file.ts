import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { MIGRATIONS } from '../../src/store/schema.js';
import { freshFolder, onDatabase } from './files.js';

/**
 * The objects and events of a sandbox's file in a file of an earlier version, which is how many migrations it
 * had seen. `sql` takes out of them, or puts in, what makes the difference.
 */
export async function olderSandboxFile(version: number, sql: string, from?: string) {
  const file = path.join(await freshFolder(), 'sandbox.db');
  onDatabase(file, (database) => {
    for (const migration of MIGRATIONS.slice(0, version)) database.exec(migration);
    database.pragma(`user_version = ${version}`);
    if (from !== undefined) {
      database.prepare('ATTACH ? AS newer').run(from);
      for (const table of ['objects', 'events']) copy(database, table);
      database.exec('DETACH newer');
    }
    database.exec(sql);
  });
  return file;
}

/** What the earlier version has room for. */
function copy(database: Database, table: string): void {
  const columns = database
    .prepare('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table)
    .join(', ');
  database.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM newer.${table}`);
}
