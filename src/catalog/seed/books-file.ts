import { z } from 'zod';
import { messageOf } from '../../common/error.js';
import { CURRENCIES, type Currency } from '../../money/currency.js';
import { format } from '../../money/format.js';
import { chargeProblem, money } from '../../money/money.js';
import { toIsbn13 } from '../domain/isbn.js';
import { BookEntry } from './book-entry.js';
import { BooksFileError } from './books-file-error.js';
import { pricesWithDecimals } from './prices-with-decimals.js';

const BooksFile = z.strictObject({
  currency: z.enum(CURRENCIES, `must be one of: ${CURRENCIES.join(', ')}`),
  books: z.array(z.unknown(), 'must be a list of books').min(1, 'is empty: add a book'),
});

export interface BooksFile {
  currency: Currency;
  books: BookEntry[];
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
    ...repeated(books, 'slug', (slug) => slug),
    ...repeated(books, 'isbn', (isbn) => toIsbn13(isbn) ?? isbn),
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

function repeated(
  books: readonly unknown[],
  name: 'slug' | 'isbn',
  normalize: (value: string) => string,
): string[] {
  const first = new Map<string, number>();
  return books.flatMap((book, at) => {
    const written = valueOf(book, name);
    if (written === undefined) return [];
    const value = normalize(written);
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
