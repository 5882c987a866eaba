import type { DatabaseLocation } from '../../../config/database-location.js';
import type { ImportStore, ImportStoreSettings } from './import-store.js';

/** Loads what the kind of database needs. Throws a BooksFileError if another import is running. */
export async function openImportStore(
  location: DatabaseLocation,
  settings: ImportStoreSettings,
): Promise<ImportStore> {
  if (location.kind === 'sqlite') {
    const { SqliteImportStore } = await import('./sqlite/sqlite-import-store.js');
    return new SqliteImportStore(location.path, settings);
  }
  const { PostgresqlImportStore } = await import('./postgresql/postgresql-import-store.js');
  return PostgresqlImportStore.open(location, settings);
}
