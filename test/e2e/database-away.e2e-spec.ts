import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from 'stripe-sandbox/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseService } from '../../src/database/database.service.js';
import { isDatabaseBusy } from '../../src/database/is-database-busy.js';
import { Contestants } from '../races/contestants.js';
import { aBook, type Book, isPaid, newOrderOf } from '../races/rows.js';
import { losingProxy } from '../support/postgres/losing-proxy.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { startPostgres } from '../support/postgres/server.mjs';
import { root } from '../support/program.js';

const run = promisify(execFile);
const AT = new Date('2026-01-01T00:00:00Z');

describeOnPostgres('a PostgreSQL server that goes away', () => {
  const SHOPPERS = 8;
  let server: Awaited<ReturnType<typeof startPostgres>>;
  let databases: DatabaseService[];
  let contestants: Contestants;
  let book: Book;

  beforeAll(async () => {
    server = await startPostgres();
    const url = server.url('folio');
    await run('npx', ['prisma', 'migrate', 'deploy'], {
      cwd: root,
      env: { ...process.env, DATABASE_URL: url },
    });
    const open = () => DatabaseService.at({ kind: 'postgresql', url });
    const [one, other] = [await open(), await open()];
    databases = [one, other];
    await Promise.all(databases.map((database) => database.onModuleInit()));
    contestants = new Contestants(one, other);
    book = await aBook(contestants, 100_000);
  }, 120_000);
  afterAll(async () => {
    await Promise.all(databases.map((database) => database.onApplicationShutdown()));
    await server.remove();
  });

  interface Told {
    ordered: string[];
    paid: string[];
    failures: unknown[];
  }

  function shopUntil(signal: AbortSignal, repositories: Contestants['one']) {
    const told: Told = { ordered: [], paid: [], failures: [] };
    return { told, ended: shop(signal, repositories, told) };
  }

  /** Notes what this shopper is told, until the signal. */
  async function shop(signal: AbortSignal, { orders, placement }: Contestants['one'], told: Told) {
    while (!signal.aborted) {
      try {
        const order = await placement.findOpenOrCreate(newOrderOf([book]));
        told.ordered.push(order.id);
        const paymentIntentId = await orders.attachPayment(order.id, `pi_${order.id}`);
        const payment = isPaid({ ...order, paymentIntentId });
        await orders.applyTransition(order.id, payment, 'webhook');
        told.paid.push(order.id);
      } catch (error) {
        told.failures.push(error);
      }
    }
  }

  it.each(['fast', 'immediate', 'kill'] as const)(
    'loses nothing that was acknowledged, and tells the others to come back: %s',
    async (how) => {
      const closing = new AbortController();
      const shopping = Array.from({ length: SHOPPERS }, (_, index) =>
        shopUntil(closing.signal, index % 2 ? contestants.one : contestants.other),
      );
      const paidSoFar = () => shopping.reduce((sum, { told }) => sum + told.paid.length, 0);
      const untilPaid = (count: number) => eventually(() => expect(paidSoFar()).toBeGreaterThan(count)); // prettier-ignore
      await untilPaid(SHOPPERS);
      await server.stop(how);
      await server.start();
      await untilPaid(paidSoFar() + 2 * SHOPPERS);
      closing.abort();
      await Promise.all(shopping.map(({ ended }) => ended));
      const told = shopping.map((each) => each.told);

      const states = await contestants.reader.order.findMany({ select: { id: true, state: true } });
      const stateOf = new Map(states.map(({ id, state }) => [id, state]));
      const [ordered, paid] = [
        told.flatMap((each) => each.ordered),
        told.flatMap((each) => each.paid),
      ];
      expect(ordered.filter((id) => !stateOf.has(id))).toEqual([]);
      expect(paid.filter((id) => stateOf.get(id) !== 'paid')).toEqual([]);
      expect(told.flatMap(({ failures }) => failures).filter((error) => !isDatabaseBusy(error))).toEqual([]); // prettier-ignore
    },
    60_000,
  );
});

describeOnPostgres('a COMMIT whose answer is lost', () => {
  let proxy: Awaited<ReturnType<typeof losingProxy>>;
  let database: DatabaseService;

  beforeEach(async () => {
    proxy = await losingProxy(await freshPostgres());
    database = await DatabaseService.at({ kind: 'postgresql', url: proxy.url });
    await database.onModuleInit();
  });
  afterEach(async () => {
    await database.onApplicationShutdown();
    proxy.close();
  });

  const INSERT = `INSERT INTO "Discrepancy" ("kind", "subjectId", "shopValue", "stripeValue") VALUES ('a', 'b', 'c', 'd')`;
  const UPDATE = `UPDATE "Discrepancy" SET "shopValue" = "shopValue" || '+'`;
  const once = { kind: 'a', subjectId: 'b', shopValue: 'c', stripeValue: 'd' };

  describe.each([
    ['with Prisma', () => database.write((tx) => tx.$executeRawUnsafe(UPDATE))],
    ['without it', () => database.writeSql((sql) => sql.run(UPDATE))],
  ])('%s', (_, write) => {
    it('is busy, and the work is not done again: nobody knows whether it was', async () => {
      await database.writeSql((sql) => sql.run(INSERT));
      proxy.loseNextCommit();

      const lost: unknown = await write().catch((error: unknown) => error);

      expect(isDatabaseBusy(lost)).toBe(true);
      const rows = await database.reader.discrepancy.findMany();
      expect(rows).toMatchObject([{ ...once, shopValue: 'c+' }]);
    });
  });

  it('is not what stops the next write', async () => {
    proxy.loseNextCommit();
    await database.writeSql((sql) => sql.run(INSERT)).catch(() => undefined);

    await database.write((tx) => tx.checkpoint.create({ data: { name: 'next', at: AT } }));

    await expect(database.reader.checkpoint.count()).resolves.toBe(1);
  });
});
