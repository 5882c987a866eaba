import { z } from 'zod';
import { messageOf } from '../../common/error.js';
import { CURRENCIES, type Currency } from '../../money/currency.js';
import { format } from '../../money/format.js';
import { chargeProblem, money } from '../../money/money.js';
import { toIsbn13 } from '../domain/isbn.js';
import { BooksFileError } from './books-file-error.js';
import { pricesWithDecimals } from './prices-with-decimals.js';

// No longer than a page can show; Stripe, which gets the title, is sent an excerpt (`paymentDescription`).
const LONGEST = {
  slug: 100,
  title: 1_000,
  subtitle: 1_000,
  author: 2_000,
  publisher: 500,
  description: 20_000,
} as const;
/** Control characters, halves of surrogate pairs, and what a wrong conversion leaves behind. */
const BROKEN_CHARACTER = /(?![\n\r\t])[\p{Cc}\p{Cs}\uFFFD]/u;

const paragraphs = (longest: number) =>
  z
    .string('must be given, as text')
    .trim()
    .min(1, 'is empty: fill it in, or leave it out')
    .max(longest, `is longer than ${longest} characters: shorten it`)
    .refine(
      (value) => !BROKEN_CHARACTER.test(value),
      'has a broken or invisible character in it (�, or a control character): type it again',
    );
const line = (longest: number) =>
  paragraphs(longest).transform((value) => value.replace(/\s*[\n\r\t]\s*/gu, ' '));

const BookEntry = z.strictObject({
  slug: z
    .string('must be given, as text')
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'must be lower-case words with hyphens, like "how-to-solve-it"',
    )
    .max(LONGEST.slug, `is longer than ${LONGEST.slug} characters: shorten it`),
  title: line(LONGEST.title),
  subtitle: line(LONGEST.subtitle).optional(),
  author: line(LONGEST.author),
  publisher: line(LONGEST.publisher).optional(),
  publishedYear: z
    .int('must be a whole year, like 1979')
    .min(1450, 'is before printing')
    .max(2100, 'is too far ahead')
    .optional(),
  isbn: z
    .string('must be given in quotes')
    .transform((value) => toIsbn13(value) ?? '')
    .refine(
      Boolean,
      'is no ISBN (13 digits, or 10 of an older book, the last of which proves the others): correct it or leave it out',
    )
    .optional(),
  description: paragraphs(LONGEST.description),
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
