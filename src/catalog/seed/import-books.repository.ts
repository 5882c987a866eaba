import type { WriteTransaction } from '../../database/database.service.js';
import type { Book as BookRow, Prisma } from '../../database/generated/client.js';
import type { BookEntry } from './book-entry.js';
import type { BooksFile } from './books-file.js';
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
  await writeSubjects(tx, file.books);
  for (const [at, entry] of file.books.entries()) {
    const { slug, stock } = entry;
    const known = await tx.book.findUnique({ where: { slug }, include: LISTS });
    const position = { currency: file.currency, shelfPosition: at + 1 };
    result[await importBook(tx, known, { ...factsOf(entry), ...position }, entry)] += 1;
    if (known && stock !== undefined && stock !== known.stock) {
      result.stockIgnored.push({ slug, stock: known.stock });
    }
  }
  return result;
}

const LISTS = {
  contributors: { orderBy: { position: 'asc' } },
  subjects: { orderBy: { position: 'asc' } },
} as const;
type KnownBook = Prisma.BookGetPayload<{ include: typeof LISTS }>;
type Facts = ReturnType<typeof factsOf> & Pick<BookRow, 'currency' | 'shelfPosition'>;

async function importBook(
  tx: WriteTransaction,
  known: KnownBook | null,
  facts: Facts,
  entry: BookEntry,
): Promise<'added' | 'changed' | 'unchanged'> {
  const { slug, stock, withdrawn } = entry;
  const withdrawnAt = withdrawn ? (known?.withdrawnAt ?? new Date()) : null;
  const row = { ...facts, withdrawnAt };
  if (!known) {
    const { id } = await tx.book.create({ data: { ...row, slug, stock: stock ?? null } });
    await writeLists(tx, id, entry);
    return 'added';
  }
  if (!differs(known, row) && listsOf(known) === listsIn(entry)) return 'unchanged';
  await tx.book.update({ where: { slug }, data: row });
  await writeLists(tx, known.id, entry);
  return 'changed';
}

async function writeSubjects(tx: WriteTransaction, books: readonly BookEntry[]) {
  const subjects = new Map(books.flatMap((book) => book.subjects.map((each) => [each.code, each])));
  for (const { code, name } of subjects.values()) {
    await tx.subject.upsert({ where: { code }, create: { code, name }, update: { name } });
  }
}

async function writeLists(tx: WriteTransaction, bookId: number, entry: BookEntry) {
  await tx.bookContributor.deleteMany({ where: { bookId } });
  await tx.bookSubject.deleteMany({ where: { bookId } });
  await tx.bookContributor.createMany({
    data: entry.contributors.map((each, at) => ({ ...each, bookId, position: at + 1 })),
  });
  await tx.bookSubject.createMany({
    data: entry.subjects.map(({ code }, at) => ({
      bookId,
      subjectCode: code,
      position: at + 1,
    })),
  });
}

const listsOf = ({ contributors, subjects }: KnownBook) =>
  JSON.stringify([
    contributors.map(({ role, name }) => [role, name]),
    subjects.map(({ subjectCode }) => subjectCode),
  ]);

const listsIn = ({ contributors, subjects }: BookEntry) =>
  JSON.stringify([
    contributors.map(({ role, name }) => [role, name]),
    subjects.map(({ code }) => code),
  ]);

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
    publicationDate: entry.publicationDate ?? null,
    format: entry.format ?? null,
    pages: entry.pages ?? null,
    language: entry.language ?? null,
    weightGrams: entry.weightGrams ?? null,
    isbn: entry.isbn ?? null,
    description,
    unitPriceMinor,
    coverColor: entry.coverColor.toLowerCase(),
  };
}

function differs(known: BookRow, facts: Partial<BookRow>): boolean {
  return (Object.keys(facts) as (keyof BookRow)[]).some((name) => known[name] !== facts[name]);
}
