import type { Shelved } from './shelve-books.repository.js';

/** What `npm run seed` prints. */
export function tellShelved({ added, changed, asTheyWere, counted }: Shelved): string {
  const all = added + changed + asTheyWere;
  const line = `${all} ${all === 1 ? 'book' : 'books'}: ${added} added, ${changed} changed, ${asTheyWere} as they were`;
  if (counted.length === 0) return line;
  const kept = counted.map(({ slug, stock }) => `${slug} (${stock ?? 'no limit'})`).join(', ');
  return `${line}\nStock is set when a book is added, then counted by the shop. Left as it is: ${kept}. To correct it: npm run db:studio`;
}
