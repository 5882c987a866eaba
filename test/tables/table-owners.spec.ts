import { describe, expect, it } from '@jest/globals';
import { TABLES, type TableUse, tableUses, usesIn } from '../support/table-uses.js';

/** The one folder of src/ that reads and writes a table. Others ask its service or its *.queries.ts. */
const OWNERS: Record<string, string> = {
  Book: 'catalog',
  BookContributor: 'catalog',
  BookSubject: 'catalog',
  Subject: 'catalog',
  CatalogChange: 'catalog',
  CatalogVersion: 'catalog',
  Order: 'orders',
  OrderLine: 'orders',
  LedgerEntry: 'orders',
  TimelineEntry: 'orders',
  RefundRequest: 'orders',
  Parcel: 'fulfilment',
  ParcelLine: 'fulfilment',
  Receipt: 'receipts',
  CreditNote: 'receipts',
  DocumentSeries: 'receipts',
  Withdrawal: 'orders',
  Cart: 'cart',
  CartItem: 'cart',
  OutboxMail: 'mail',
  DeliveryDraft: 'delivery',
  WebhookEvent: 'webhooks',
  Discrepancy: 'reconciliation',
  Lease: 'database',
  Checkpoint: 'database',
  Payer: 'checkout',
  RateLimit: 'web',
};

const foreignUses = (uses: TableUse[]) =>
  uses
    .filter(({ file, table }) => !file.startsWith(`${OWNERS[table] ?? '?'}/`))
    .map(({ file, table, method }) => `${file}: ${table} (${method})`);

describe('a table', () => {
  it('belongs to a folder', () => {
    expect(Object.keys(TABLES).sort()).toEqual(Object.keys(OWNERS).sort());
  });

  it('is read and written by that folder alone', () => {
    expect(foreignUses(tableUses())).toEqual([]);
  });

  it('is used by its owner, where the sources are read as they are meant to be', () => {
    const used = new Set(tableUses().map(({ table }) => table));

    expect([...used].sort()).toEqual(Object.keys(OWNERS).sort());
  });

  it.each([
    ['a write', 'tx.order.updateMany({ where, data })', ['Order (updateMany)']],
    ['a read', 'database.reader.webhookEvent.count({ where })', ['WebhookEvent (count)']],
    ['a name of its own', 'const { order } = this.database.reader;', ['Order (findMany)']],
    ['a relation', 'tx.cart.findMany({ include: { items: true } })', ['Cart (findMany)', 'CartItem (relation)']], // prettier-ignore
    ['SQL', 'tx.$queryRaw`SELECT * FROM "Order" WHERE id = ${id}`', ['Order (select)']],
    ['SQL in a text', `database.prepare('DELETE FROM Lease')`, ['Lease (sql)']],
  ])('is seen to be used from elsewhere by %s', (_, code, uses) => {
    expect(foreignUses(usesIn('health/a.ts', code))).toEqual(uses.map((use) => `health/a.ts: ${use}`)); // prettier-ignore
  });
});
