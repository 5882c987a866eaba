import type { ImportResult } from './import-books.repository.js';

/** What `npm run seed` prints. */
export function formatImportResult({ added, changed, unchanged, restocked }: ImportResult): string {
  const all = added + changed + unchanged;
  const line = `${all} ${all === 1 ? 'book' : 'books'}: ${added} added, ${changed} changed, ${unchanged} as they were`;
  if (restocked.length === 0) return line;
  const kept = restocked.map(({ slug, stock }) => `${slug} (${stock ?? 'no limit'})`).join(', ');
  return `${line}\nStock is set when a book is added, then restocked by the shop. Left as it is: ${kept}. To correct it: npm run db:studio`;
}
