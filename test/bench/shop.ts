import path from 'node:path';
import { freePort } from 'stripe-sandbox/testing';
import type { DatabaseLocation } from '../../src/config/database-location.js';
import { DatabaseService } from '../../src/database/database.service.js';
import { Balancer } from '../support/balancer.js';
import { WITHOUT_LIMITS } from '../support/patch.js';
import { freshFolder, onDatabase } from '../support/database.js';
import { patchedBuild } from '../support/patched-build.js';
import { sandboxScript } from '../support/program.js';
import { shopFolder } from '../support/shop-folder.js';
import { catalogOf } from './catalogs.js';
import { Server } from './server.js';

const SECRET = 'whsec_bench0123456789abcdef0123456789abcd';
const SANDBOX_KEYS = {
  STRIPE_SECRET_KEY: 'sk_test_foliosandbox',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_foliosandbox',
};
/** Whether a shop is ready is a write, too. */
const NEVER_MS = 3_600_000;
/** In a cart. */
const LINES = 3;

/** The shop in production mode and its sandbox, each a process of its own. */
export interface Bench {
  /** One or more, on one database. */
  shops: Server[];
  sandbox: Server;
  /** Of books that are not limited. */
  slugs: string[];
  /** The first value that SQL reads from the database of the shop. */
  read: (sql: string) => Promise<number>;
  close: () => void;
}

interface ShopsWanted {
  location: DatabaseLocation;
  slugs: string[];
  build: string;
  processes: number;
}

export type OneShop = Awaited<ReturnType<typeof startShop>>;

/** One process on SQLite. `books`: how many there are in the shop. */
export async function startShop(books: number, build: string) {
  const databasePath = await catalogOf(books);
  const slugs = unlimitedBooks(databasePath);
  const location = { kind: 'sqlite', path: databasePath } as const;
  const bench = await startShops({ location, slugs, build, processes: 1 });
  const [shop] = bench.shops;
  if (!shop) throw new Error('No shop was started');
  return { ...bench, shop, databasePath };
}

export async function startShops({ location, slugs, build, processes }: ShopsWanted) {
  const balancer = await Balancer.open({ lookEveryMs: NEVER_MS });
  const ports = await Promise.all(Array.from({ length: processes }, () => freePort()));
  const sandbox = await startSandbox(balancer.url);
  const shops: Server[] = [];
  for (const port of ports) shops.push(await startOne({ port, location, build, sandbox })); // prettier-ignore
  balancer.urls.push(...shops.map(({ url }) => url));
  const bench: Bench = {
    ...{ shops, sandbox, slugs: slugs.slice(0, LINES) },
    read: (sql) => readOne(location, sql),
    close: () => balancer.close(),
  };
  return bench;
}

async function startSandbox(shopUrl: string): Promise<Server> {
  const port = await freePort();
  const variables = {
    SANDBOX_PORT: String(port),
    SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
    SANDBOX_WEBHOOK_URL: `${shopUrl}/webhooks/stripe`,
    SANDBOX_WEBHOOK_SECRET: SECRET,
  };
  return Server.start([sandboxScript], variables, `http://127.0.0.1:${port}`, '/_sandbox/health');
}

interface ShopWanted {
  port: number;
  location: DatabaseLocation;
  build: string;
  sandbox: Server;
}

async function startOne({ port, location, build, sandbox }: ShopWanted): Promise<Server> {
  const url = `http://127.0.0.1:${port}`;
  return Server.start(
    [build],
    {
      ...SANDBOX_KEYS,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      // Each shopper comes from an address of their own.
      TRUST_PROXY: '1',
      DATABASE_URL: location.kind === 'sqlite' ? `file:${location.path}` : location.url,
      DATA_DIR: await freshFolder(),
      SHOP_DIR: await shopFolder(),
      BACKUP_SECONDS: '0',
      SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_BASE: sandbox.url,
      STRIPE_JS_URL: `${sandbox.url}/js/endive/stripe.js`,
    },
    url,
  );
}

async function readOne(location: DatabaseLocation, sql: string): Promise<number> {
  const database = await DatabaseService.at(location);
  try {
    await database.onModuleInit();
    const [row = {}] = await database.sql.all<Record<string, unknown>>(sql);
    return Number(Object.values(row)[0]);
  } finally {
    await database.onApplicationShutdown();
  }
}

function unlimitedBooks(databasePath: string): string[] {
  const sql = 'SELECT slug FROM Book WHERE stock IS NULL ORDER BY id LIMIT ?';
  const slugs = onDatabase(databasePath, (database) => database.prepare(sql).pluck().all(LINES));
  if (slugs.length < LINES) throw new Error(`There are fewer than ${LINES} books`);
  return slugs as string[];
}

/** Nobody measures how fast posts are refused. */
export const buildWithoutLimits = () => patchedBuild('bench', [WITHOUT_LIMITS]);
