import Sqlite from 'better-sqlite3';

/** The start of the first migration, before which there are no orders. */
export function createdAtOf(databasePath: string): Date {
  const database = new Sqlite(databasePath, { readonly: true });
  try {
    const first = database.prepare('SELECT min(started_at) FROM _prisma_migrations').pluck().get();
    // Prisma's native engine writes milliseconds, the WebAssembly engine writes a text.
    return new Date(typeof first === 'number' ? first : String(first));
  } finally {
    database.close();
  }
}
