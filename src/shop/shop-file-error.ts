import { StartupError } from '../common/error.js';

/** Lists all problems of one of the shop's files in one message. */
export class ShopFileError extends StartupError {
  override name = 'ShopFileError';

  constructor(
    readonly file: string,
    readonly problems: readonly string[],
  ) {
    super(`The shop cannot start. Mend this in ${file}:\n  ${problems.join('\n  ')}`);
  }
}
