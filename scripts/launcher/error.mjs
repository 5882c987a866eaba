/**
 * The message of whatever was thrown.
 * @param {unknown} error
 */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * The code that Node, SQLite and Stripe's HTTP client put on their errors.
 * @param {unknown} error
 * @returns {unknown}
 */
export const codeOf = (error) =>
  error instanceof Error && 'code' in error ? error.code : undefined;
