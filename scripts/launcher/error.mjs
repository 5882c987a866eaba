/**
 * The message of anything thrown. Of Node's error for a name with several addresses, which has none, those of its parts.
 * @param {unknown} error
 * @returns {string}
 */
export function messageOf(error) {
  if (!(error instanceof Error)) return String(error);
  const parts = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  return error.message || parts.map(messageOf).join(', ');
}

/**
 * The code of errors of Node and SQLite.
 * @param {unknown} error
 * @returns {unknown}
 */
export const codeOf = (error) =>
  error instanceof Error && 'code' in error ? error.code : undefined;
