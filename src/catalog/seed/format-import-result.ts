import type { ImportResult } from './import-books.js';

/** What `npm run seed` prints. */
export function formatImportResult(result: ImportResult): string {
  const { added, changed, unchanged, withdrawn } = result;
  const all = added + changed + unchanged;
  const counts = [`${added} added`, `${changed} changed`, `${unchanged} unchanged`];
  if (withdrawn > 0) counts.push(`${withdrawn} withdrawn`);
  const line = `${all} ${all === 1 ? 'book' : 'books'}: ${counts.join(', ')}`;
  return [line, ...missingNote(result), ...stockNote(result)].join('\n');
}

function missingNote({ keepsMissing }: ImportResult): string[] {
  if (!keepsMissing) return [];
  return [
    'No book was withdrawn for missing in the file, because some of its records could not be read.',
  ];
}

function stockNote({ stockIgnored: { count, first } }: ImportResult): string[] {
  if (count === 0) return [];
  const list = first.map(({ slug, stock }) => `${slug} (${stock ?? 'no limit'})`).join(', ');
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  return [
    `Stock is set when a book is added, and only counted by the shop after that. Not changed: ${list}${more}. To correct it: npm run orders -- stock SLUG`,
  ];
}
