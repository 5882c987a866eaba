/** The columns of a book that a books file decides, beside its withdrawal. The names are the same in both tables. */
export const BOOK_COLUMNS = [
  'isbn',
  'title',
  'subtitle',
  'author',
  'publisher',
  'publicationDate',
  'format',
  'pages',
  'language',
  'weightGrams',
  'description',
  'unitPriceMinor',
  'currency',
  'coverColor',
  'coverFile',
  'coverType',
  'coverWidth',
  'coverHeight',
  'shelfPosition',
] as const;

/** As Prisma writes it. */
export function databaseTime(date: Date): string {
  return date.toISOString().replace('Z', '+00:00');
}
