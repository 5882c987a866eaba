import { FIELDS } from './book-entry.js';
import { BooksFileError } from './books-file-error.js';

const WHOLE_NUMBER = /^-?\d{1,15}$/;

const number = (cell: string) => (WHOLE_NUMBER.test(cell.trim()) ? Number(cell) : cell);
const word = (cell: string) => cell.trim();

/** What a cell says, where it is not simply its text. What it does not say is left for the validation to refuse. */
export const cellReaders: Readonly<Record<string, (cell: string) => unknown>> = {
  slug: word,
  publicationDate: word,
  publishedYear: number,
  format: word,
  pages: number,
  language: word,
  weightGrams: number,
  taxCategory: word,
  unitPriceMinor: number,
  price: word,
  currency: word,
  stock: number,
  coverColor: word,
  withdrawn: (cell) => ({ true: true, false: false })[cell.trim().toLowerCase()] ?? cell,
  contributors: (cell) =>
    itemsOf(cell).map((item) => pair(item, ['role', 'name']) ?? { name: item }),
  subjects: (cell) => itemsOf(cell).map((item) => pair(item, ['code', 'name']) ?? { code: item }),
};

const itemsOf = (cell: string) =>
  cell
    .split(';')
    .map((item) => item.trim())
    .filter(Boolean);

/** `editor: Diana Wright` */
function pair(item: string, [first, second]: readonly [string, string]) {
  const colon = item.indexOf(':');
  if (colon < 0) return null;
  return { [first]: item.slice(0, colon).trim(), [second]: item.slice(colon + 1).trim() };
}

const BY_NAME = new Map(FIELDS.map((field) => [normalized(field), field]));

/** The fields of the columns. `Unit price (minor)` and `unit_price_minor` are both `unitPriceMinor`. */
export function columnsOf(header: readonly string[]): string[] {
  const columns = header.map((name) => BY_NAME.get(normalized(name)));
  const problems = header.flatMap((name, at) => {
    const shown = JSON.stringify(name.slice(0, 60));
    const column = columns[at];
    if (column === undefined)
      return `nobody reads the column ${shown}: it must be one of ${FIELDS.join(', ')}`;
    return columns.indexOf(column) < at ? `the column ${shown} stands twice` : [];
  });
  if (problems.length > 0)
    throw new BooksFileError(problems.slice(0, 20).map((each) => `line 1: ${each}`));
  return columns.flatMap((column) => column ?? []);
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
