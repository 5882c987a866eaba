import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnPostgres, freshPostgres } from '../../test/support/postgres/fresh.js';
import { DatabaseService } from '../database/database.service.js';
import { PostgresqlEngine } from '../database/postgresql/postgresql-engine.js';
import { issuedDocuments } from './issued-documents.queries.js';

const MARCH = new Date('2026-03-01T00:00:00Z');
const APRIL = new Date('2026-04-01T00:00:00Z');
const LAST_OF_MARCH = new Date(APRIL.getTime() - 1);

const anOrder = (number: number) => ({
  id: `order-${number}`,
  number,
  token: `token-of-order-${number}`.padEnd(22, '0'),
  state: 'paid',
  origin: 'cart',
  currency: 'jpy',
  totalMinor: 1500,
  stripeMode: 'sandbox',
  stripeAccount: 'acct_1',
  paymentIntentId: `pi_${number}`,
});

/** On SQLite: receipts-command.int-spec.ts. */
describeOnPostgres(issuedDocuments.name, () => {
  let database: DatabaseService;

  beforeAll(async () => {
    database = new DatabaseService(new PostgresqlEngine(await freshPostgres()));
    await database.onModuleInit();
    await database.write(async (tx) => {
      for (const number of [1, 2, 3]) {
        const order = await tx.order.create({ data: anOrder(number) });
        const series = number === 3 ? '20260315000000' : '';
        const issuedAt = number === 2 ? LAST_OF_MARCH : MARCH;
        await tx.receipt.create({ data: { series, number, orderId: order.id, issuedAt } });
      }
      const note = { series: '', number: 1, orderId: 'order-1', kind: 'refund', stripeId: 're_1' };
      await tx.creditNote.create({ data: { ...note, amountMinor: 500, issuedAt: APRIL } });
    });
  });
  afterAll(() => database.onApplicationShutdown());

  async function read(from: Date, before: Date, pageSize: number) {
    const found: [string, number, number][] = [];
    for await (const { kind, number, gross } of issuedDocuments(database, from, before, pageSize))
      found.push([kind, number, gross.minor]);
    return found;
  }

  it.each([1, 2, 500])('reads the period in pages of %i, series after series', async (pageSize) => {
    expect(await read(MARCH, APRIL, pageSize)).toEqual([
      ['receipt', 1, 1500],
      ['receipt', 2, 1500],
      ['receipt', 3, 1500],
    ]);
    expect(await read(APRIL, new Date('2027-01-01'), pageSize)).toEqual([['credit_note', 1, -500]]);
  });
});
