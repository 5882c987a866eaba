import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { formatImportResult } from '../../src/catalog/seed/format-import-result.js';
import { importInProcess } from '../support/import-books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { root } from '../support/program.js';

const run = promisify(execFile);
const TSX = path.join(root, 'node_modules/tsx/dist/cli.mjs');
const PRISMA = path.join(root, 'node_modules/prisma/build/index.js');
const OURS = path.join(root, 'prisma/books.json');

interface Row {
  id: number;
  slug: string;
  unitPriceMinor: number;
  stock: number | null;
  shelfPosition: number;
  withdrawnAt: string | null;
  updatedAt: string;
}

const HAMMING = {
  slug: 'the-art-of-doing-science-and-engineering',
  title: 'The Art of Doing Science and Engineering',
  author: 'Richard W. Hamming',
  description: 'A book.',
  unitPriceMinor: 2300,
  coverColor: '#1f3a5f',
};
const EGHBAL = { ...HAMMING, slug: 'working-in-public', title: 'Working in Public', stock: 3 };

describe('npm run seed', () => {
  let databasePath: string;

  beforeEach(async () => {
    databasePath = await freshDatabase();
  });

  /** As a program of its own, from the command line. */
  async function command(args: string[], env: Record<string, string> = {}) {
    const variables = { DATABASE_URL: `file:${databasePath}`, ...env };
    const options = { cwd: root, env: { PATH: process.env['PATH'] ?? '', ...variables } };
    try {
      return { code: 0, output: (await run(process.execPath, args, options)).stdout.trim() };
    } catch (error) {
      const { code, stderr } = error as { code: number; stderr: string };
      return { code, output: stderr };
    }
  }
  async function seedFile(content: object, env?: Record<string, string>, options: string[] = []) {
    const file = path.join(path.dirname(databasePath), 'books.json');
    await writeFile(file, `\uFEFF${JSON.stringify(content)}`);
    return command([TSX, 'prisma/seed.ts', ...options, file], env);
  }
  /** What that program does, without starting one. */
  async function seed(content: string): Promise<string> {
    return formatImportResult(await importInProcess(databasePath, content));
  }
  const seedBooks = (...books: object[]) => seed(JSON.stringify({ currency: 'usd', books }));
  const rows = () =>
    onDatabase(
      databasePath,
      (database) => database.prepare('SELECT * FROM Book ORDER BY shelfPosition').all() as Row[],
    );

  it('puts our own books on the shelf through Prisma, the three that must be there first', async () => {
    const count = (JSON.parse(readFileSync(OURS, 'utf8')) as { books: unknown[] }).books.length;

    const { code, output } = await command([PRISMA, 'db', 'seed']);

    expect(code).toBe(0);
    expect(output).toContain(`${count} books: ${count} added, 0 changed, 0 unchanged`);
    expect(rows()).toHaveLength(count);
    expect(
      rows()
        .slice(0, 3)
        .map(({ slug, unitPriceMinor }) => [slug, unitPriceMinor]),
    ).toEqual([
      ['the-art-of-doing-science-and-engineering', 2300],
      ['the-making-of-prince-of-persia', 2500],
      ['working-in-public', 2800],
    ]);
  });

  it('prices our own books in the shop’s currency', async () => {
    expect(await command([TSX, 'prisma/seed.ts'], { CURRENCY: 'eur' })).toMatchObject({ code: 0 });

    const currencies = onDatabase(databasePath, (database) =>
      database.prepare('SELECT DISTINCT currency FROM Book').pluck().all(),
    );
    expect(currencies).toEqual(['eur']);
  });

  it('says what to do where the database has no tables yet', async () => {
    const DATABASE_URL = `file:${path.join(path.dirname(databasePath), 'new.db')}`;

    const { code, output } = await command([TSX, 'prisma/seed.ts'], { DATABASE_URL });

    expect([code, output.trim()]).toEqual([1, expect.stringMatching(/^The database has no tables yet\. Start the shop/)]); // prettier-ignore
  });

  it('changes nothing at all the second time, not even a date', async () => {
    const file = readFileSync(OURS, 'utf8');
    await seed(file);
    const before = rows();

    const told = await seed(file);

    expect(told).toBe(`${before.length} books: 0 added, 0 changed, ${before.length} unchanged`);
    expect(rows()).toEqual(before);
  });

  it('lets a corrected price land, and leaves the book its identity', async () => {
    await seedBooks(HAMMING, EGHBAL);
    const [before] = rows();

    const told = await seedBooks({ ...HAMMING, unitPriceMinor: 2400 }, EGHBAL);

    expect(told).toBe('2 books: 0 added, 1 changed, 1 unchanged');
    expect(rows()[0]).toMatchObject({ id: before?.id, unitPriceMinor: 2400 });
  });

  it('does not touch what was ordered', async () => {
    await seedBooks(HAMMING);
    const line = orderOne(databasePath);

    await seedBooks({ ...HAMMING, unitPriceMinor: 9900, title: 'Another Title' });

    expect(line()).toMatchObject({ unitPriceMinor: 2300, title: HAMMING.title });
  });

  it('withdraws a book, and puts it back', async () => {
    await seedBooks(HAMMING);
    await seedBooks({ ...HAMMING, withdrawn: true });
    const [withdrawn] = rows();
    await seedBooks({ ...HAMMING, withdrawn: true });

    expect(withdrawn?.withdrawnAt).not.toBeNull();
    expect(rows()[0]).toEqual(withdrawn);

    await seedBooks(HAMMING);
    expect(rows()[0]).toMatchObject({ withdrawnAt: null, id: withdrawn?.id });
  });

  it('leaves books alone that the file does not name', async () => {
    await seedBooks(HAMMING, EGHBAL);
    const before = rows();

    await seedBooks(HAMMING);

    expect(rows()).toEqual(before);
  });

  it('sets the stock when a book is added and not again, and says so', async () => {
    await seedBooks(EGHBAL);
    onDatabase(databasePath, (database) => database.exec('UPDATE Book SET stock = 1'));

    const told = await seedBooks(EGHBAL);

    expect(rows()[0]?.stock).toBe(1);
    expect(told).toMatch(/1 unchanged\nStock is set when a book is added.*working-in-public \(1\)/);
  });

  it('writes nothing with --strict when anything is wrong, and names every problem', async () => {
    const wrong = { ...EGHBAL, unitPriceMinor: 28.5, prise: 1 };
    const { code, output } = await seedFile({ currency: 'usd', books: [HAMMING, wrong] }, {}, [
      '--strict',
    ]);

    expect(code).toBe(1);
    expect(output).toContain('Nothing was written');
    expect(output).toContain('book 2 (working-in-public): unitPriceMinor');
    expect(output).toContain('nobody reads "prise"');
    expect(rows()).toEqual([]);
  });

  it('refuses prices in another currency than the shop’s', async () => {
    const { code, output } = await seedFile(
      { currency: 'usd', books: [HAMMING] },
      { CURRENCY: 'eur' },
    );

    expect([code, rows()]).toEqual([1, []]);
    expect(output).toContain('CURRENCY=usd');
  });

  it('refuses an ISBN that another book has, as after a changed slug', async () => {
    const isbn = '9781732265172';
    await seedBooks({ ...HAMMING, isbn });
    const before = rows();

    const result = await importInProcess(
      databasePath,
      JSON.stringify([EGHBAL, { ...HAMMING, slug: 'hamming', isbn }]),
      { isStrict: true },
    );

    expect(result.problems).toEqual([
      expect.stringContaining(`ISBN ${isbn} belongs to the book "${HAMMING.slug}"`),
    ]);
    expect(rows()).toEqual(before);
  });
});

describe('an import that is killed', () => {
  // Of which the first batch is a small part.
  const BOOKS = 5_000;
  const CARTS = 3;
  const columns =
    'id, slug, isbn, title, author, unitPriceMinor, stock, shelfPosition, withdrawnAt';
  const tables = (databasePath: string) =>
    onDatabase(databasePath, (database) => [
      database.prepare(`SELECT ${columns} FROM Book ORDER BY id`).raw().all(),
      database.prepare('SELECT * FROM BookContributor ORDER BY bookId, position').raw().all(),
      database.prepare('SELECT * FROM BookSubject ORDER BY bookId, position').raw().all(),
    ]);
  const booksIn = (databasePath: string) =>
    onDatabase(databasePath, (database) =>
      Number(database.prepare('SELECT count(*) FROM Book').pluck().get()),
    );

  function importDemo(databasePath: string) {
    const args = ['--import', 'tsx', 'prisma/seed-demo.ts', String(BOOKS)];
    const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${databasePath}` };
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
    return { child, ended: once(child, 'exit') };
  }

  it('is run again, and ends with the tables of one that was not; the shop writes meanwhile', async () => {
    const [killed, whole] = [await freshDatabase(), await freshDatabase()];
    const { child, ended } = importDemo(killed);
    let written = 0;
    while (written < CARTS) {
      // As the shop does, which waits for the lock at most this long.
      if (booksIn(killed) > 0) written += writeACart(killed, written);
      await setTimeout(5);
    }
    child.kill('SIGKILL');
    await ended;

    expect(booksIn(killed)).toBeLessThan(BOOKS);

    const ends = await Promise.all([importDemo(killed).ended, importDemo(whole).ended]);

    expect(ends.map(([code]: unknown[]) => code)).toEqual([0, 0]);
    expect(tables(killed)).toEqual(tables(whole));
  });
});

function writeACart(databasePath: string, number: number): 1 {
  onDatabase(databasePath, (database) => {
    const cart = 'INSERT INTO Cart (id, updatedAt) VALUES (?, 0)';
    database.prepare(cart).run(`cart-${number}`);
  });
  return 1;
}

/** One line of an order for the first book; gives a way to read it again. */
function orderOne(databasePath: string) {
  const now = '2026-01-01T00:00:00.000+00:00';
  onDatabase(databasePath, (database) => {
    database
      .prepare(
        `INSERT INTO "Order" (id, number, token, state, origin, currency, totalMinor,
         stripeMode, stripeAccount, placedAt) VALUES
         ('o1', 1001, 'a-token-of-at-least-22-letters', 'paid', 'x', 'usd', 2300, 'sandbox', 'acct_1', ?)`,
      )
      .run(now);
    database.exec(
      `INSERT INTO OrderLine (orderId, bookId, slug, title, author, unitPriceMinor, quantity)
       SELECT 'o1', id, slug, title, author, unitPriceMinor, 1 FROM Book LIMIT 1`,
    );
  });
  return () =>
    onDatabase(databasePath, (database) => database.prepare('SELECT * FROM OrderLine').get());
}
