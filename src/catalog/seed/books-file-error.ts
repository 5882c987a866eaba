/** Nothing was written. Lists all errors of the books files in one message, or the `summary` of more. */
export class BooksFileError extends Error {
  constructor(
    readonly problems: readonly string[],
    summary = problems.join('\n  '),
  ) {
    super(`Nothing was written. Mend these in the books file:\n  ${summary}`);
    this.name = 'BooksFileError';
  }
}
