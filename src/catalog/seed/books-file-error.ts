/** Lists all errors of a books file in one message. */
export class BooksFileError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Nothing was written. Mend these in the books file:\n  ${problems.join('\n  ')}`);
    this.name = 'BooksFileError';
  }
}
