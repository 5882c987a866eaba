import type { ImportResult } from './import-books.repository.js';

/** What `npm run seed` prints. */
export function formatImportResult(result: ImportResult): string {
  const { added, changed, unchanged, stockIgnored } = result;
  const all = added + changed + unchanged;
  const line = `${all} ${all === 1 ? 'book' : 'books'}: ${added} added, ${changed} changed, ${unchanged} unchanged`;
  if (stockIgnored.length === 0) return line;
  const list = stockIgnored.map(({ slug, stock }) => `${slug} (${stock ?? 'no limit'})`).join(', ');
  return `${line}\nStock is set when a book is added, and only counted by the shop after that. Not changed: ${list}. To correct it: npm run db:studio`;
}
