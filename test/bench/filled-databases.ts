import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import { DatabaseService } from '../../src/database/database.service.js';
import { freshFolder, freshSqlite, sqliteAt } from '../support/database.js';
import { startPostgres } from '../support/postgres/server.mjs';
import { root } from '../support/program.js';
import { addOlderOrders } from './older-orders.js';

/** As a shop would have it, where the tests' server may lose what a crash of the machine takes. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', autovacuum: 'on' };
const BOOKS = 15;
const run = promisify(execFile);

interface Filled<Location = DatabaseLocation> {
  location: Location;
  slugs: string[];
}

/** One of each kind with books and older orders: filling it takes longer than a round of purchases, so the shops get copies. */
export class FilledDatabases {
  #copies = 0;

  private constructor(
    private readonly sqlite: Filled<{ kind: 'sqlite'; path: string }>,
    private readonly postgresql: Filled,
    private readonly server: Awaited<ReturnType<typeof startPostgres>>,
  ) {}

  static async make(): Promise<FilledDatabases> {
    const file = sqliteAt(await freshSqlite());
    const sqlite = { location: file, slugs: await fill(file) };
    const server = await startPostgres(DURABLE);
    const location = { kind: 'postgresql', url: server.url('folio') } as const;
    const env = { ...process.env, DATABASE_URL: location.url };
    try {
      await run('npx', ['prisma', 'migrate', 'deploy'], { cwd: root, env });
      return new FilledDatabases(sqlite, { location, slugs: await fill(location) }, server);
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  copyOf(kind: DatabaseLocation['kind']): Promise<Filled> {
    this.#copies += 1;
    return kind === 'sqlite' ? this.#copyOfFile() : this.#copyOnServer(`shop_${this.#copies}`);
  }

  remove(): Promise<void> {
    return this.server.remove();
  }

  async #copyOfFile(): Promise<Filled> {
    const { location, slugs } = this.sqlite;
    const copy = path.join(await freshFolder(), 'folio.db');
    await copyFile(location.path, copy);
    return { location: sqliteAt(copy), slugs };
  }

  async #copyOnServer(name: string): Promise<Filled> {
    const client = new Client(this.server.url());
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE folio`);
    await client.end();
    const location = { kind: 'postgresql', url: this.server.url(name) } as const;
    return { location, slugs: this.postgresql.slugs };
  }
}

/** The slugs of its books. */
async function fill(location: DatabaseLocation): Promise<string[]> {
  const database = await DatabaseService.at(location);
  await database.onModuleInit();
  const slugs = Array.from({ length: BOOKS }, () => randomUUID());
  await database.write((tx) => tx.book.createMany({ data: slugs.map(bookOf) }));
  const books = await database.reader.book.findMany({ select: { id: true } });
  const bookIds = books.map(({ id }) => id);
  await addOlderOrders(database, bookIds);
  await database.writeSql((sql) => sql.run('ANALYZE'));
  await database.onApplicationShutdown();
  return slugs;
}

const bookOf = (slug: string, at: number) => ({
  slug,
  title: `Book ${at}`,
  author: 'An Author',
  description: 'A book.',
  unitPriceMinor: 2300,
  currency: 'usd',
  coverColor: '#1f3a5f',
  shelfPosition: at + 1,
});
