import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import pg from 'pg';
import { eventually, freePort } from 'stripe-sandbox/testing';
import { copyIntoPostgresql } from '../../src/backup/copy/into-postgresql.js';

import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder } from '../support/database.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { root } from '../support/program.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PRISMA = path.join(root, 'node_modules/prisma/build/index.js');
const PATIENCE_SECONDS = 30;

let worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  worlds = [];
});

async function start(shopEnv: Record<string, string>, databasePath?: string): Promise<World> {
  const world = await World.start({ shopEnv, ...(databasePath && { databasePath }) });
  worlds.push(world);
  return world;
}

/** The configuration of a shop on a PostgreSQL database. */
const on = async (url: string) => ({
  DATABASE_URL: url,
  DATA_DIR: await freshFolder(),
  BACKUP_SECONDS: '0',
});

async function postgresWithABook() {
  const file = await freshDatabase();
  const { slug } = aBook(file);
  const url = await freshPostgres({ isEmpty: true });
  await copyIntoPostgresql(file, url, { mayReplace: false });
  return { url, slug };
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

interface OrderRow {
  number: number;
  state: string;
  token: string;
  paymentIntentId: string;
}
const ordersIn = (url: string, schema = 'public') =>
  query<OrderRow>(
    url,
    `SELECT number, state, token, "paymentIntentId" FROM ${schema}."Order" ORDER BY number`,
  );
const schemasOf = async (url: string) =>
  (await query<{ nspname: string }>(url, `SELECT nspname FROM pg_namespace WHERE nspname ~ 'restor'`)) // prettier-ignore
    .map(({ nspname }) => nspname);

/** An order whose payment has succeeded, and of which the shop knows. */
async function paidOrder(world: World, url: string, slug: string) {
  const token = await new Shopper(world.shopUrl).buyNow(slug);
  const mine = async () => (await ordersIn(url)).find((order) => order.token === token);
  await payWith(world.stripe, (await mine())?.paymentIntentId ?? '');
  await eventually(async () => expect((await mine())?.state).toBe('paid'), PATIENCE_SECONDS);
  const paid = await mine();
  if (!paid) throw new Error('The order is gone');
  return paid;
}

describeOnPostgres('npm run db:restore', () => {
  it('puts the backup in place, keeps what was there, and brings back what was paid since', async () => {
    const { url, slug } = await postgresWithABook();
    const world = await start(await on(url));
    const before = await paidOrder(world, url, slug);
    const backup = path.join(await freshFolder(), 'backup.db');
    await world.command('db-backup', [backup]);
    const since = await paidOrder(world, url, slug);
    await world.shop.stop('SIGKILL');

    const { code, said } = await world.command('db-restore', [backup]);

    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('Restored') }); // a person has to ask what was in it
    const [previous = ''] = await schemasOf(url);
    expect(said).toContain(`The previous database is kept as the schema ${previous}.`);
    expect(await ordersIn(url)).toMatchObject([before, { number: since.number, state: 'needs_review' }]); // prettier-ignore
    expect(await ordersIn(url, previous)).toEqual([before, since]);
    const env = { ...process.env, DATABASE_URL: url };
    const status = spawnSync(process.execPath, [PRISMA, 'migrate', 'status'], {
      cwd: root,
      env,
    });
    expect(status.stdout.toString()).toContain('Database schema is up to date');

    await world.restartShop();
    expect((await paidOrder(world, url, slug)).number).toBeGreaterThan(since.number);
  }, 120_000);

  it('refuses while a shop on any machine is connected', async () => {
    const { url } = await postgresWithABook();
    const world = await start(await on(url));
    const backup = path.join(await freshFolder(), 'backup.db');
    await world.command('db-backup', [backup]);
    world.envs.shop['PORT'] = String(await freePort()); // as on another machine

    const { code, said } = await world.command('db-restore', [backup]);

    expect({ code, said }).toEqual({ code: 1, said: expect.stringContaining('Stop every shop on it first') }); // prettier-ignore
    expect(await schemasOf(url)).toEqual([]);
  });
});

describeOnPostgres('npm run db:move', () => {
  it('takes a shop to PostgreSQL and back, where it goes on as it was', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    const url = await freshPostgres({ isEmpty: true });
    const world = await start({}, databasePath);
    const whileOpen = await world.command('db-move', [url]);
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    await world.shop.stop();

    const there = await world.command('db-move', [url]);
    const again = await world.command('db-move', [url]);
    await world.restartShop({ shopEnv: { DATABASE_URL: url } });
    const page = await new Shopper(world.shopUrl).get(`/orders/${token}`);
    const next = await paidOrder(world, url, slug);
    await world.shop.stop();
    world.envs.shop['DATABASE_URL'] = url;
    const file = path.join(await freshFolder(), 'back.db');
    const back = await world.command('db-move', [`file:${file}`]);
    await world.restartShop({ shopEnv: { DATABASE_URL: `file:${file}` } });

    expect(whileOpen.said).toContain('The shop is running');
    expect(there).toEqual({ code: 0, said: expect.stringContaining('Moved 1 orders and 1 books. Every row was compared.') }); // prettier-ignore
    expect(there.said).toContain(`DATABASE_URL=postgresql://USER:PASSWORD@${new URL(url).host}`);
    expect(there.said).not.toContain(new URL(url).password);
    expect(again).toEqual({ code: 1, said: expect.stringContaining('nothing is written over') });
    expect(page.status).toBe(200);
    expect(next.number).toBe(1002);
    expect(back.said).toContain(`DATABASE_URL=file:${file}`);
    expect((await new Shopper(world.shopUrl).get(`/orders/${next.token}`)).text).toContain('1002');
  }, 120_000);
});
