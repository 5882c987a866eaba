/** The server could not be reached, or has gone. Of a write that was to be committed, nobody knows whether it was. */
export class DatabaseAwayError extends Error {
  override name = 'DatabaseAwayError';
}
