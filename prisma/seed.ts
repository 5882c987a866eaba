// `npm run seed`: imports prisma/books.json. Running it again changes nothing.
// Another file: npm run seed -- -- path/to/books.json
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { messageOf } from '../src/common/error.js';
import { readBooksFile } from '../src/catalog/seed/books-file.js';
import { BooksFileError } from '../src/catalog/seed/books-file-error.js';
import { decodeBooksFile } from '../src/catalog/seed/decode-books-file.js';
import { importBooks } from '../src/catalog/seed/import-books.repository.js';
import { formatImportResult } from '../src/catalog/seed/format-import-result.js';
import { EnvError } from '../src/config/env-error.js';
import { loadEnv } from '../src/config/load-env.js';
import { PrismaClient } from '../src/database/generated/client.js';
import { WriterAdapter } from '../src/database/sqlite/sqlite-adapters.js';

const TRANSACTION = { maxWait: 6_000, timeout: 60_000 };

async function seed(file: string): Promise<string> {
  const { currency, databasePath } = loadEnv();
  const books = readBooksFile(decodeBooksFile(bytesOf(file)));
  if (books.currency !== currency) {
    const remedy = `give the prices in ${currency}, or set CURRENCY=${books.currency}`;
    throw new BooksFileError([
      `its prices are in ${books.currency}, the shop’s in ${currency}: ${remedy}`,
    ]);
  }
  const database = new PrismaClient({ adapter: new WriterAdapter(databasePath) });
  try {
    return formatImportResult(
      await database.$transaction((tx) => importBooks(tx, books), TRANSACTION),
    );
  } finally {
    await database.$disconnect();
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new BooksFileError([`it cannot be read: ${messageOf(error)}`]);
  }
}

function explain(error: unknown): unknown {
  return error instanceof BooksFileError || error instanceof EnvError ? error.message : error;
}

try {
  console.log(await seed(process.argv[2] ?? path.join(import.meta.dirname, 'books.json')));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
