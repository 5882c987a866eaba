import { Readable } from 'node:stream';
import type { Currency } from '../../../money/currency.js';
import type { Source } from '../source.js';
import { demoBook } from './demo-book.js';

const CHUNK_LETTERS = 64 * 1024;
const COLUMNS = [
  ...[
    'slug',
    'title',
    'contributors',
    'publisher',
    'publicationDate',
    'format',
    'pages',
    'language',
  ],
  ...['weightGrams', 'isbn', 'subjects', 'description', 'unitPriceMinor', 'stock'],
] as const;

/** The catalog of this many books, as CSV. */
export function demoSource(count: number, currency: Currency): Source {
  return {
    name: `${count} demo books`,
    folder: process.cwd(),
    size: null,
    open: () => Readable.from(demoCsv(count, currency)),
  };
}

export function* demoCsv(count: number, currency: Currency): Generator<Buffer> {
  let text = `${COLUMNS.join()}\n`;
  for (let index = 0; index < count; index += 1) {
    text += rowOf(index, currency);
    if (text.length < CHUNK_LETTERS) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}

function rowOf(index: number, currency: Currency): string {
  const book = demoBook(index, currency);
  const cells = {
    ...book,
    contributors: book.contributors.map(({ role, name }) => `${role}: ${name}`).join('; '),
    subjects: book.subjects.map(({ code, name }) => `${code}: ${name}`).join('; '),
  };
  return `${COLUMNS.map((column) => quoted(String(cells[column] ?? ''))).join()}\n`;
}

const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
