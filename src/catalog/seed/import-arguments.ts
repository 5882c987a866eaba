import { parseArgs } from 'node:util';
import { messageOf } from '../../common/error.js';
import { BooksFileError } from './books-file-error.js';

export interface ImportArguments {
  files: string[];
  isDryRun: boolean;
  isStrict: boolean;
  withdrawsMissing: boolean;
  report: string | null;
  isHelp: boolean;
}

export const USAGE = `npm run seed -- [options] [FILE…]     imports books from JSON, NDJSON or CSV, also gzipped
  FILE                 -: standard input; without one: prisma/books.json
  --dry-run            only shows what would be added, changed and withdrawn
  --strict             imports all records, or none if one is wrong
  --withdraw-missing   withdraws the books that are in no record
  --report FILE        where the records that are not imported are listed (default: import-problems.csv
                       in DATA_DIR)
It ends with 0 if every record is in the shop, 2 if some are not, and 1 if nothing was written.`;

/** Throws a BooksFileError for options that there are not. */
export function readImportArguments(args: string[]): ImportArguments {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        strict: { type: 'boolean', default: false },
        'withdraw-missing': { type: 'boolean', default: false },
        report: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      files: positionals,
      isDryRun: values['dry-run'],
      isStrict: values.strict,
      withdrawsMissing: values['withdraw-missing'],
      report: values.report ?? null,
      isHelp: values.help,
    };
  } catch (error) {
    throw new BooksFileError([`${messageOf(error)}\n${USAGE}`]);
  }
}
