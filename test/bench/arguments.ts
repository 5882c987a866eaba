import { parseArgs } from 'node:util';

export interface Arguments {
  /** Sizes of the catalogue, each a shop of its own. */
  books: number[];
  rounds: number;
  /** Of each page in each round. */
  seconds: number;
  purchases: number;
  /** How many books are imported while others check out. */
  imported: number;
  /** Where the report goes; null: only to the terminal. */
  report: string | null;
}

const OPTIONS = {
  books: { type: 'string', default: '15,10000,1000000' },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '4' },
  purchases: { type: 'string', default: '400' },
  imported: { type: 'string', default: '100000' },
  report: { type: 'string' },
} as const;

/** Throws an Error that says what is wrong. */
export function readArguments(args: string[]): Arguments {
  const { values } = parseArgs({ args, options: OPTIONS });
  return {
    books: values.books.split(',').map((value) => positive('books', value)),
    rounds: positive('rounds', values.rounds),
    seconds: positive('seconds', values.seconds),
    purchases: positive('purchases', values.purchases),
    imported: positive('imported', values.imported),
    report: values.report ?? null,
  };
}

function positive(name: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} takes a whole number above 0, not ${value}`);
}
