/** Nothing was restored, and the database was not changed. */
export class RestoreRefusedError extends Error {
  override name = 'RestoreRefusedError';
}
