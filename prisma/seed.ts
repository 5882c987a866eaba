// `npm run seed`: makes the shelf what prisma/books.json says. Running it again changes nothing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readBooksFile } from '../src/catalog/seed/books-file.js';
import { shelveBooks } from '../src/catalog/seed/shelve-books.repository.js';
import { loadDatabasePath } from '../src/config/load-env.js';
import { PrismaClient } from '../src/database/generated/client.js';
import { WriterAdapter } from '../src/database/sqlite-adapters.js';

const file = process.argv[2] ?? path.join(import.meta.dirname, 'books.json');

async function seed(): Promise<string> {
  const books = readBooksFile(readFileSync(file, 'utf8'));
  const database = new PrismaClient({ adapter: new WriterAdapter(loadDatabasePath()) });
  try {
    const { added, changed, asTheyWere } = await database.$transaction(
      (tx) => shelveBooks(tx, books),
      { timeout: 60_000 },
    );
    return `${books.books.length} books: ${added} added, ${changed} changed, ${asTheyWere} as they were.`;
  } finally {
    await database.$disconnect();
  }
}

try {
  console.log(await seed());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
