import type { DatabaseLocation } from '../config/database-location.js';

/**
 * Puts an SQLite file that has every migration in the place of the database. What was there is kept: resolves to the
 * name of its file or schema, or to null if nothing was. Throws a RestoreRefusedError.
 */
export async function replaceDatabase(
  database: DatabaseLocation,
  file: string,
): Promise<string | null> {
  if (database.kind === 'sqlite') {
    const { assertNotInUse, swapIn } = await import('./restore.js');
    assertNotInUse(database.path);
    return swapIn(file, database.path);
  }
  const { copyIntoPostgresql } = await import('./copy/into-postgresql.js');
  const { previous } = await copyIntoPostgresql(file, database.url, { mayReplace: true });
  return previous;
}
