import type { Prisma } from '../../database/generated/client.js';
import type { BookEntry, BooksFile } from './books-file.js';

export interface Shelved {
  added: number;
  changed: number;
  asTheyWere: number;
}

/**
 * Makes the shelf what the file says, in the transaction that is given. Books that the file does not
 * name are left alone. Stock is the opening stock: set once, then what was sold counts.
 */
export async function shelveBooks(
  tx: Prisma.TransactionClient,
  { currency, books }: BooksFile,
): Promise<Shelved> {
  const shelved: Shelved = { added: 0, changed: 0, asTheyWere: 0 };
  for (const [shelfPosition, entry] of books.entries()) {
    const facts = { ...factsOf(entry), currency, shelfPosition };
    const known = await tx.book.findUnique({ where: { slug: entry.slug } });
    if (!known) {
      const withdrawnAt = entry.withdrawn ? new Date() : null;
      const data = { ...facts, slug: entry.slug, stock: entry.stock ?? null, withdrawnAt };
      await tx.book.create({ data });
      shelved.added += 1;
    } else if (differs(known, facts) || (known.withdrawnAt !== null) !== entry.withdrawn) {
      const withdrawnAt = entry.withdrawn ? (known.withdrawnAt ?? new Date()) : null;
      await tx.book.update({ where: { id: known.id }, data: { ...facts, withdrawnAt } });
      shelved.changed += 1;
    } else {
      shelved.asTheyWere += 1;
    }
  }
  return shelved;
}

function factsOf(entry: BookEntry) {
  const { title, subtitle, author, publisher, publishedYear, isbn } = entry;
  return {
    title,
    subtitle: subtitle ?? null,
    author,
    publisher: publisher ?? null,
    publishedYear: publishedYear ?? null,
    isbn: isbn ?? null,
    description: entry.description,
    unitPriceMinor: entry.unitPriceMinor,
    coverColor: entry.coverColor,
  };
}

function differs<T extends object>(known: T, facts: Partial<T>): boolean {
  return (Object.keys(facts) as (keyof T)[]).some((name) => known[name] !== facts[name]);
}
