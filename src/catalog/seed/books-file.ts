import { z } from 'zod';
import { CURRENCIES } from '../../money/currency.js';
import { MAXIMUM_CHARGE_MINOR } from '../../money/currency.js';
import { isIsbn13 } from '../domain/isbn.js';

const text = z.string().trim().min(1);

const BookEntry = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
  title: text,
  subtitle: text.optional(),
  author: text,
  publisher: text.optional(),
  publishedYear: z.int().min(1450).max(2100).optional(),
  isbn: z
    .string()
    .refine(isIsbn13, 'not an ISBN-13: thirteen digits, no hyphens, the last one checks the others')
    .optional(),
  description: text,
  unitPriceMinor: z
    .int('a price is whole minor units: $23.00 is 2300')
    .min(1)
    .max(MAXIMUM_CHARGE_MINOR),
  stock: z.int().min(0).optional(),
  coverColor: z.string().regex(/^#[0-9a-f]{6}$/, 'a colour such as #1f3a5f'),
  withdrawn: z.boolean().default(false),
});

const BooksFile = z
  .strictObject({ currency: z.enum(CURRENCIES), books: z.array(BookEntry).min(1) })
  .superRefine(({ books }, context) => {
    for (const name of ['slug', 'isbn'] as const) {
      const seen = new Set<string>();
      for (const [at, book] of books.entries()) {
        const value = book[name];
        if (value === undefined) continue;
        const path = ['books', at, name];
        if (seen.has(value)) context.addIssue({ code: 'custom', path, message: 'stands twice' });
        seen.add(value);
      }
    }
  });

export type BooksFile = z.infer<typeof BooksFile>;
export type BookEntry = BooksFile['books'][number];

/** Throws an Error that lists everything that is wrong with the file, book by book. */
export function readBooksFile(json: string): BooksFile {
  const parsed = BooksFile.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(({ path, message }) => `  ${placeOf(path)}: ${message}`);
  throw new Error(`Nothing was written. Mend these in the books file:\n${lines.join('\n')}`);
}

function placeOf(path: PropertyKey[]): string {
  const [list, at, ...rest] = path;
  if (list !== 'books' || typeof at !== 'number') return path.join('.') || 'the file';
  return [`book ${at + 1}`, ...rest.map(String)].join(', ');
}
