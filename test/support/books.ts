import { onDatabase } from './database.js';

export interface BookRow {
  slug: string;
  title: string;
  author: string;
  unitPriceMinor: number;
  currency: string;
  stock: number | null;
}

const HAMMING: BookRow = {
  slug: 'the-art-of-doing-science-and-engineering',
  title: 'The Art of Doing Science and Engineering',
  author: 'Richard W. Hamming',
  unitPriceMinor: 2300,
  currency: 'usd',
  stock: null,
};

/** Puts one book on the shelf: the $23.00 one, unless the test says otherwise. */
export function aBook(databasePath: string, changes: Partial<BookRow> = {}): BookRow {
  const book = { ...HAMMING, ...changes };
  const rest = { description: 'A book.', coverColor: '#1f3a5f', shelfPosition: 1 };
  const now = '2026-01-01T00:00:00.000+00:00';
  const row = { ...book, ...rest, createdAt: now, updatedAt: now };
  const names = Object.keys(row);
  onDatabase(databasePath, (database) =>
    database
      .prepare(
        `INSERT INTO Book (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
      )
      .run(row),
  );
  return book;
}
