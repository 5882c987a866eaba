/**
 * An error of better-sqlite3 of this kind, such as `SQLITE_BUSY`, or a variant of it, such as
 * `SQLITE_BUSY_SNAPSHOT`. Not by `instanceof`: the native addon creates its errors with the first class
 * that was registered in the process.
 */
export function isSqliteError(error: unknown, kind = 'SQLITE'): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === kind || String(error.code).startsWith(`${kind}_`);
}
