/**
 * The message of anything thrown.
 * @param {unknown} error
 */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * The code of errors of Node and SQLite.
 * @param {unknown} error
 * @returns {unknown}
 */
export const codeOf = (error) =>
  error instanceof Error && 'code' in error ? error.code : undefined;
