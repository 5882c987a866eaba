import { once } from 'node:events';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnPostgres, freshPostgres } from '../../../test/support/postgres/fresh.js';
import { typescriptChild } from '../../../test/support/typescript-child.js';
import { anEvent } from '../../../test/support/webhook-event-rows.js';
import type { PrismaClient } from '../generated/client.js';
import { isDatabaseBusy } from '../is-database-busy.js';
import { PrismaClient as PostgresqlClient } from './generated/client.js';
import { PostgresqlEngine } from './postgresql-engine.js';

describeOnPostgres(PostgresqlEngine.name, () => {
  let url: string;
  let engine: PostgresqlEngine;
  /** Prisma's adapter as it comes. */
  let stock: PrismaClient;

  beforeAll(async () => {
    url = await freshPostgres();
    engine = new PostgresqlEngine(url);
    await engine.open();
    stock = new PostgresqlClient({ adapter: new PrismaPg(url) }) as unknown as PrismaClient;
    await engine.write((tx) => tx.order.create({ data: { ...ORDER, lines: { create: [LINE] } } }));
  });
  afterAll(() => Promise.all([engine.close(), stock.$disconnect()]));

  it('refuses a server whose sessions do not have its settings, as behind a pooler', async () => {
    const behindPooler = new PostgresqlEngine(`${url}?options=-c%20TimeZone=UTC`);

    await expect(behindPooler.open()).rejects.toThrow(
      /a pooler drops the settings of its sessions \(found: read committed instead of serializable/,
    );
    await behindPooler.close();
  });

  it('refuses another encoding, with the command that makes a database', async () => {
    const encoded = await databaseWith(url, `ENCODING LATIN1 LOCALE "C"`);
    const latin = new PostgresqlEngine(encoded);

    await expect(latin.open()).rejects.toThrow(/its encoding is LATIN1\. Make one with: CREATE/);
    await latin.close();
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, /: the password is wrong/],
    ['no such database', { pathname: '/nowhere' }, /there is no such database/],
    ['no server', { port: '1' }, /it does not answer \(.*ECONNREFUSED/],
  ])('says of %s what it is, without the password', async (_, changes, reason) => {
    const other = new PostgresqlEngine(Object.assign(new URL(url), changes).href);
    const refused: unknown = await other.open().catch((error: unknown) => error);
    await other.close();

    expect(String(refused)).toMatch(reason);
    expect(String(refused)).not.toContain(new URL(url).password);
  });

  it('reads with a connection that cannot write', async () => {
    const write = engine.reader.checkpoint.create({ data: { name: 'a', at: new Date() } });

    await expect(write).rejects.toMatchObject({ code: 'P2039' });
  });

  it('finds nothing by a text with a NUL, where the adapter as it comes fails', async () => {
    const where = { eventId: 'evt_\0' };

    await expect(stock.webhookEvent.findUnique({ where })).rejects.toThrow();
    await expect(engine.reader.webhookEvent.findUnique({ where })).resolves.toBeNull();
    await expect(engine.sql.all('SELECT 1 WHERE ? = ?', 'a\0', 'b')).resolves.toEqual([]);
  });

  it('reads several relations in a transaction without a warning, which the adapter as it comes causes', async () => {
    const [warnings] = (await once(typescriptChild('read-relations.ts', [url]), 'message')) as [
      Record<'ours' | 'stock', string[]>,
    ];

    expect(warnings.ours).toEqual([]);
    expect(warnings.stock.join()).toContain('client.query()');
  });

  it('gives rows as SQLite does', async () => {
    const at = '2026-01-02T03:04:05.006+00:00';
    const [row] = await engine.sql.all(
      `SELECT :at::timestamp(3) AS "at", :b::bigint AS "b", true AS "c", sum(1.5) AS "d", :t::text AS "t"`,
      { at, b: 3, t: '?' },
    );

    expect(row).toEqual({ at, b: 3, c: 1, d: 1.5, t: '?' });
  });

  it('is busy, and has written nothing, when a lock is not had in time', async () => {
    const other = new pg.Client(url);
    await other.connect();
    await other.query('BEGIN; LOCK TABLE "WebhookEvent" IN EXCLUSIVE MODE');
    const write = engine.write((tx) => tx.webhookEvent.create({ data: anEvent('evt_1') }));
    const fallback = await engine.writeLock.orIfLocked<unknown>(write, 'not yet', () => undefined);
    const refused: unknown = await write.catch((error: unknown) => error);
    await other.end();

    expect(fallback).toBe('not yet');
    expect(isDatabaseBusy(refused)).toBe(true);
    await expect(engine.reader.webhookEvent.count()).resolves.toBe(0);
  }, 30_000);

  it('commits to disk without a change', async () => {
    await expect(engine.tryToWrite()).resolves.toBeUndefined();
  });
});

async function databaseWith(url: string, options: string): Promise<string> {
  const name = `${new URL(url).pathname.slice(1)}_other`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ${options} LOCALE_PROVIDER libc TEMPLATE template0`);
  await client.end();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

const ORDER = {
  id: 'order-1',
  number: 1001,
  token: 't'.repeat(22),
  state: 'pending',
  origin: 'buy-now',
  currency: 'usd',
  totalMinor: 2300,
  stripeMode: 'sandbox',
  stripeAccount: 'acct_1',
} as const;
const LINE = {
  slug: 'a-book',
  title: 'A Book',
  author: 'An Author',
  unitPriceMinor: 2300,
  quantity: 1,
  book: {
    create: {
      ...{ slug: 'a-book', title: 'A Book', author: 'An Author', description: 'A book.' },
      ...{ unitPriceMinor: 2300, currency: 'usd', coverColor: '#1f3a5f', shelfPosition: 1 },
    },
  },
} as const;
