import { spawnSync } from 'node:child_process';
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { freshDatabase, freshFolder, onDatabase } from '../support/database.js';
import { root } from '../support/program.js';

const FOLDER = path.join(root, '.test/bench');
const FIFTEEN = 15;

/**
 * The path of a database of its own with so many books: up to 15 are those of prisma/books.json, more are made by
 * `npm run seed:demo`. It is imported once and kept, until there is another migration.
 */
export async function catalogOf(books: number): Promise<string> {
  const kept = path.join(FOLDER, `${books}-books-${lastMigration()}.db`);
  if (!existsSync(kept)) await importInto(kept, books);
  const copy = path.join(await freshFolder(), 'folio.db');
  copyFileSync(kept, copy, constants.COPYFILE_FICLONE);
  return copy;
}

function lastMigration(): string {
  const folders = readdirSync(path.join(root, 'prisma/migrations'));
  return (
    folders
      .filter((name) => /^\d/.test(name))
      .toSorted()
      .at(-1) ?? ''
  );
}

async function importInto(file: string, books: number) {
  const draft = await freshDatabase();
  const command = books > FIFTEEN ? ['run', 'seed:demo', '--', String(books)] : ['run', 'seed'];
  console.log(`importing ${books} books`);
  const { status } = spawnSync('npm', command, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: `file:${draft}` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`npm ${command.join(' ')} failed`);
  onDatabase(draft, (database) => database.pragma('wal_checkpoint(TRUNCATE)'));
  mkdirSync(FOLDER, { recursive: true });
  copyFileSync(draft, `${file}.part`);
  renameSync(`${file}.part`, file);
}

/** The pages that are measured: a name, and a path. */
export function pagesOf(databasePath: string): [string, string][] {
  const middle = bookInTheMiddle(databasePath);
  return [
    ['home', '/'],
    ['list', '/books'],
    ['page in the middle of the list', `/books?page=after.${middle.slug}`],
    ['book', `/books/${middle.slug}`],
    ['search for a common word', '/books?q=the'],
    ['search for an author and a title', `/books?q=${encodeURIComponent(middle.words)}`],
  ];
}

function bookInTheMiddle(databasePath: string) {
  const row = onDatabase(databasePath, (database) =>
    database
      .prepare<[], { slug: string; title: string; author: string }>(
        `SELECT slug, title, author FROM Book WHERE withdrawnAt IS NULL
         AND shelfPosition >= (SELECT max(shelfPosition) / 2 FROM Book) ORDER BY shelfPosition LIMIT 1`,
      )
      .get(),
  );
  if (!row) throw new Error('There is no book');
  return { slug: row.slug, words: `${row.author} ${row.title}` };
}
