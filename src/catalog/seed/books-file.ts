import { z } from 'zod';
import { messageOf } from '../../common/error.js';
import { CURRENCIES, type Currency } from '../../money/currency.js';
import { format } from '../../money/format.js';
import { chargeProblem, money } from '../../money/money.js';
import { isIsbn13 } from '../domain/isbn.js';
import { pricesWithDecimals } from './prices-with-decimals.js';

const text = z
  .string('must be given, as text')
  .trim()
  .min(1, 'is empty: fill it in, or leave it out');

const BookEntry = z.strictObject({
  slug: z
    .string('must be given, as text')
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'must be lower-case words with hyphens, like "how-to-solve-it"',
    )
    .max(100, 'is longer than 100 letters: shorten it'),
  title: text,
  subtitle: text.optional(),
  author: text,
  publisher: text.optional(),
  publishedYear: z
    .int('must be a whole year, like 1979')
    .min(1450, 'is before printing')
    .max(2100, 'is too far ahead')
    .optional(),
  isbn: z
    .string('must be given in quotes')
    .refine(
      isIsbn13,
      'is no ISBN-13 (13 digits, no hyphens, the last one proves the others): correct or leave it out',
    )
    .optional(),
  description: text,
  unitPriceMinor: z.int('must be a whole number of minor units: $23.00 is 2300'),
  stock: z.int('must be a whole number').min(0, 'cannot be negative').optional(),
  coverColor: z
    .string('must be given, as text')
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour like "#1f3a5f"'),
  withdrawn: z.boolean('must be true or false').default(false),
});

const BooksFile = z.strictObject({
  currency: z.enum(CURRENCIES, `must be one of: ${CURRENCIES.join(', ')}`),
  books: z.array(z.unknown(), 'must be a list of books').min(1, 'is empty: add a book'),
});

export type BookEntry = z.infer<typeof BookEntry>;
export interface BooksFile {
  currency: Currency;
  books: BookEntry[];
}

/** Lists all errors of a books file in one message. */
export class BooksFileError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Nothing was written. Mend these in the books file:\n  ${problems.join('\n  ')}`);
    this.name = 'BooksFileError';
  }
}

/** Throws a BooksFileError unless every book is valid. */
export function readBooksFile(json: string): BooksFile {
  const outer = BooksFile.safeParse(parseJson(json));
  if (!outer.success) throw new BooksFileError(problemsOf(outer.error, 'the file'));
  const { currency, books } = outer.data;
  const read = books.map((book, at) => ({ at, raw: book, ...readBook(book, at, currency) }));
  const problems = [
    ...pricesWithDecimals(json),
    ...read.flatMap((each) => each.problems),
    ...repeated(books, 'slug'),
    ...repeated(books, 'isbn'),
  ];
  if (problems.length > 0) throw new BooksFileError(problems);
  return { currency, books: read.flatMap(({ book }) => book ?? []) };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new BooksFileError([`it is not JSON: ${messageOf(error)}`]);
  }
}

function readBook(raw: unknown, at: number, currency: Currency) {
  const place = placeOf(raw, at);
  const parsed = BookEntry.safeParse(raw);
  if (!parsed.success) return { problems: problemsOf(parsed.error, place) };
  const price = money(parsed.data.unitPriceMinor, currency);
  const problem = chargeProblem(price);
  if (!problem) return { book: parsed.data, problems: [] };
  const reads = `${place}: unitPriceMinor reads ${format(price)}, which is ${problem.replace('-', ' ')} for Stripe to charge`;
  return { problems: [`${reads}: give it in whole minor units, $23.00 as 2300`] };
}

function problemsOf(error: z.ZodError, place: string): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = Object.keys(place === 'the file' ? BooksFile.shape : BookEntry.shape).join(
        ', ',
      );
      return issue.keys.map((key) => `${place}: nobody reads "${key}": it must be one of ${known}`);
    }
    return `${place}: ${issue.path.join('.')} ${issue.message}`;
  });
}

/** The position, and the slug if there is one. */
function placeOf(raw: unknown, at: number): string {
  const slug = valueOf(raw, 'slug');
  return slug === undefined ? `book ${at + 1}` : `book ${at + 1} (${slug})`;
}

function repeated(books: readonly unknown[], name: 'slug' | 'isbn'): string[] {
  const first = new Map<string, number>();
  return books.flatMap((book, at) => {
    const value = valueOf(book, name);
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, at);
    return before === undefined
      ? []
      : `${placeOf(book, at)}: has the same ${name} as book ${before + 1}: every ${name} stands once`;
  });
}

function valueOf(raw: unknown, name: 'slug' | 'isbn'): string | undefined {
  const parsed = z.object({ [name]: z.string() }).safeParse(raw);
  return parsed.success ? parsed.data[name] : undefined;
}
