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

const LONG_WORD =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** Titles and authors that are hard to fit: without a place to break, from right to left, and long. */
export const DIFFICULT_BOOKS: readonly BookRow[] = [
  { ...HAMMING, slug: 'without-spaces', title: 'Wort'.repeat(30), author: 'Namen'.repeat(9) },
  {
    ...HAMMING,
    slug: 'arabic',
    title: 'كتاب الجبر والمقابلة، الطبعة «الثالثة»',
    author: 'محمد بن موسى الخوارزمي',
  },
  {
    ...HAMMING,
    slug: 'japanese',
    title: '吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。',
    author: '夏目漱石',
  },
  { ...HAMMING, slug: 'german', title: LONG_WORD, author: 'Wolfeschlegelsteinhausenbergerdorff' },
];

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
