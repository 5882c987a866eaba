import { randomUUID } from 'node:crypto';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DatabaseService } from '../../src/database/database.service.js';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import { freshDatabase } from '../support/database.js';
import { startPostgres } from '../support/postgres/server.mjs';
import { root } from '../support/program.js';
import { addOlderOrders } from './older-orders.js';
import { CpuShare } from './cpu-share.js';
import { type Bench, startShops } from './shop.js';

export interface Variant {
  database: DatabaseLocation['kind'];
  processes: number;
  /** Of a processor, for each process; null: as much as there is. */
  share: number | null;
}

export interface Scaled {
  variant: Variant;
  bench: Bench;
  bought: number;
  stop(): Promise<void>;
}

/** As a shop would have it, where the tests' server may lose what a crash of the machine takes. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', autovacuum: 'on' };
const BOOKS = 15;
const run = promisify(execFile);

/** Throws if a share is asked for that cannot be given. */
export async function startScaled(variant: Variant, build: string): Promise<Scaled> {
  const { location, remove } = await databaseOf(variant.database);
  const slugs = await fill(location);
  const bench = await startShops({ location, slugs, build, processes: variant.processes });
  const shares = variant.share === null ? [] : bench.shops.map(({ pid }) => shareOf(pid, variant));
  return {
    variant,
    bench,
    bought: 0,
    async stop() {
      await Promise.all([...bench.shops, bench.sandbox].map((server) => server.stop()));
      bench.close();
      for (const share of shares) share.remove();
      await remove();
    },
  };
}

function shareOf(pid: number, { share }: Variant): CpuShare {
  const given = CpuShare.of(pid, share ?? 1);
  if (given) return given;
  throw new Error('A share of a processor needs control groups, and the right to make them.');
}

async function databaseOf(kind: Variant['database']) {
  if (kind === 'sqlite') {
    const location = { kind, path: await freshDatabase() } as const;
    return { location, remove: () => Promise.resolve() };
  }
  const server = await startPostgres(DURABLE);
  const url = server.url('folio');
  const env = { ...process.env, DATABASE_URL: url };
  await run('npx', ['prisma', 'migrate', 'deploy'], { cwd: root, env });
  return { location: { kind, url } as const, remove: () => server.remove() };
}

/** Their slugs. */
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
