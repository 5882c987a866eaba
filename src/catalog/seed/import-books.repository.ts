import type { WriteTransaction } from '../../database/database.service.js';
import type { Book as BookRow } from '../../database/generated/client.js';
import type { BookEntry, BooksFile } from './books-file.js';
import { BooksFileError } from './books-file-error.js';

export interface ImportResult {
  added: number;
  changed: number;
  unchanged: number;
  /** Books whose stock in the file differs from the shop's, which is not changed. */
  stockIgnored: { slug: string; stock: number | null }[];
}

/**
 * Adds and updates the books of the file. Other books are not changed. `stock` is the initial stock: it is
 * set when a book is added and not updated later.
 */
export async function importBooks(tx: WriteTransaction, file: BooksFile): Promise<ImportResult> {
  await refuseTakenIsbns(tx, file.books);
  const result: ImportResult = { added: 0, changed: 0, unchanged: 0, stockIgnored: [] };
  for (const [at, entry] of file.books.entries()) {
    const { slug, stock } = entry;
    const known = await tx.book.findUnique({ where: { slug } });
    const position = { currency: file.currency, shelfPosition: at + 1 };
    result[await importBook(tx, known, { ...factsOf(entry), ...position }, entry)] += 1;
    if (known && stock !== undefined && stock !== known.stock) {
      result.stockIgnored.push({ slug, stock: known.stock });
    }
  }
  return result;
}

type Facts = ReturnType<typeof factsOf> & Pick<BookRow, 'currency' | 'shelfPosition'>;

async function importBook(
  tx: WriteTransaction,
  known: BookRow | null,
  facts: Facts,
  { slug, stock, withdrawn }: BookEntry,
): Promise<'added' | 'changed' | 'unchanged'> {
  const withdrawnAt = withdrawn ? (known?.withdrawnAt ?? new Date()) : null;
  const row = { ...facts, withdrawnAt };
  if (!known) {
    await tx.book.create({ data: { ...row, slug, stock: stock ?? null } });
    return 'added';
  }
  if (!differs(known, row)) return 'unchanged';
  await tx.book.update({ where: { slug }, data: row });
  return 'changed';
}

/** After a slug was changed in the file, for example, the old book still has the ISBN. */
async function refuseTakenIsbns(tx: WriteTransaction, books: readonly BookEntry[]) {
  const slugs = new Map(books.flatMap(({ isbn, slug }) => (isbn ? [[isbn, slug] as const] : [])));
  const holders = await tx.book.findMany({ where: { isbn: { in: [...slugs.keys()] } } });
  const problems = holders
    .filter(({ isbn, slug }) => isbn !== null && slugs.get(isbn) !== slug)
    .map(
      ({ isbn, slug }) =>
        `ISBN ${isbn ?? ''} belongs to the book "${slug}" in the database: keep that slug (addresses and orders use it), or leave the ISBN out`,
    );
  if (problems.length > 0) throw new BooksFileError(problems);
}

function factsOf(entry: BookEntry) {
  const { title, author, description, unitPriceMinor } = entry;
  return {
    title,
    subtitle: entry.subtitle ?? null,
    author,
    publisher: entry.publisher ?? null,
    publishedYear: entry.publishedYear ?? null,
    isbn: entry.isbn ?? null,
    description,
    unitPriceMinor,
    coverColor: entry.coverColor.toLowerCase(),
  };
}

function differs(known: BookRow, facts: Partial<BookRow>): boolean {
  return (Object.keys(facts) as (keyof BookRow)[]).some((name) => known[name] !== facts[name]);
}
