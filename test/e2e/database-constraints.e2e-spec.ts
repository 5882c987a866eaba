import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ExampleDatabase,
  exampleInPostgres,
  exampleInSqlite,
  refusalOf,
} from '../support/example-database.js';
import { ANOTHER, AT, type Row, ROWS, type Table } from '../support/example-rows.js';
import { CHECKS, UNIQUE } from '../support/expected-schema.js';
import { describeOnPostgres } from '../support/postgres/fresh.js';

let database: ExampleDatabase;

function insert(table: string, row: Row): Promise<void> {
  const names = Object.keys(row).map((name) => `"${name}"`);
  const values = names.map(() => '?').join();
  return database.run(`INSERT INTO "${table}" (${names.join()}) VALUES (${values})`, row);
}

const insertAnother = (table: Table, changes: Row = {}) =>
  insert(table, { ...ROWS[table], ...ANOTHER[table], ...changes });

const refusal = (work: Promise<void>) => work.then(() => 'none', refusalOf);

const NEED_AN_ORDER: readonly Table[] = ['OrderLine', 'Receipt', 'RefundRequest', 'Withdrawal'];

/** A line of an order needs an order and a book that have none of it yet. */
async function prepareOthersFor(table: Table) {
  if (table === 'CartItem' || table === 'OrderLine') await insertAnother('Book');
  if (table === 'CartItem') await insertAnother('Cart');
  if (table === 'BookSubject') await insertAnother('Subject');
  if (table === 'ParcelLine') await insertAnother('Parcel');
  if (NEED_AN_ORDER.includes(table)) await insertAnother('Order');
}

const COVER = { coverFile: 'a.png', coverType: 'image/png', coverWidth: 1, coverHeight: 1 };

const DELIVERY = {
  deliveryMethod: 'mail',
  deliveryKind: 'post',
  deliveryName: 'Mail',
  deliveryEstimate: '3 days',
  deliveryMinor: 0,
  deliveryCountry: 'US',
};

const VIOLATIONS: [keyof typeof CHECKS, Table, Row][] = [
  ['Book_unitPriceMinor_check', 'Book', { unitPriceMinor: 0 }],
  ['Book_unitPriceMinor_check', 'Book', { unitPriceMinor: 100_000_000 }],
  ['Book_stock_check', 'Book', { stock: -1 }],
  ['Book_currency_check', 'Book', { currency: 'USD' }],
  ['Book_currency_check', 'Book', { currency: 'us' }],
  ['Book_publicationDate_check', 'Book', { publicationDate: '79' }],
  ['Book_format_check', 'Book', { format: 'papyrus' }],
  ['Book_pages_check', 'Book', { pages: 0 }],
  ['Book_language_check', 'Book', { language: 'e' }],
  ['Book_weightGrams_check', 'Book', { weightGrams: 0 }],
  ['Book_coverType_check', 'Book', { ...COVER, coverType: null }],
  ['Book_coverType_check', 'Book', { coverType: 'image/png' }],
  ['Book_coverWidth_check', 'Book', { ...COVER, coverWidth: 0 }],
  ['Book_coverWidth_check', 'Book', { ...COVER, coverWidth: null }],
  ['Book_coverWidth_check', 'Book', { coverWidth: 1 }],
  ['Book_coverHeight_check', 'Book', { ...COVER, coverHeight: 0 }],
  ['Book_coverHeight_check', 'Book', { ...COVER, coverHeight: null }],
  ['Book_coverHeight_check', 'Book', { coverHeight: 1 }],
  ['Book_taxCategory_check', 'Book', { taxCategory: 'food' }],
  ['BookContributor_position_check', 'BookContributor', { position: 0 }],
  ['BookContributor_role_check', 'BookContributor', { role: 'cook' }],
  ['BookSubject_position_check', 'BookSubject', { subjectCode: 'PB', position: 0 }],
  ['CartItem_quantity_check', 'CartItem', { quantity: 0 }],
  ['CartItem_quantity_check', 'CartItem', { quantity: 11 }],
  ['CartItem_agreedUnitMinor_check', 'CartItem', { acceptedUnitMinor: 0 }],
  ['Order_totalMinor_check', 'Order', { totalMinor: 0 }],
  ['Order_totalMinor_check', 'Order', { totalMinor: 100_000_000 }],
  ['Order_token_check', 'Order', { token: 't'.repeat(21) }],
  ['Order_paid_check', 'Order', { paymentIntentId: null }],
  ['Order_delivery_check', 'Order', { ...DELIVERY, deliveryKind: null }],
  ['Order_delivery_check', 'Order', { ...DELIVERY, deliveryName: null }],
  ['Order_delivery_check', 'Order', { ...DELIVERY, deliveryEstimate: null }],
  ['Order_delivery_check', 'Order', { ...DELIVERY, deliveryMinor: null }],
  ['Order_delivery_check', 'Order', { ...DELIVERY, deliveryCountry: null }],
  ['Order_delivery_check', 'Order', { deliveryMinor: 450 }],
  ['Order_deliveryKind_check', 'Order', { ...DELIVERY, deliveryKind: 'drone' }],
  ['Order_deliveryMinor_check', 'Order', { ...DELIVERY, deliveryMinor: -1 }],
  ['Order_deliveryMinor_check', 'Order', { ...DELIVERY, deliveryMinor: 2301 }],
  ['Order_deliveryCountry_check', 'Order', { ...DELIVERY, deliveryCountry: 'USA' }],
  ['Order_deliveryAddress_check', 'Order', { ...DELIVERY, deliveryKind: 'pickup', deliveryAddress: '{}' }], // prettier-ignore
  ['Order_deliveryAddress_check', 'Order', { deliveryAddress: '{}' }],
  ['DeliveryDraft_address_check', 'DeliveryDraft', { destination: 'pickup' }],
  ['DeliveryDraft_address_check', 'DeliveryDraft', { address: null }],
  ['Order_tax_check', 'Order', { tax: 'VAT' }],
  ['OrderLine_quantity_check', 'OrderLine', { quantity: 0 }],
  ['OrderLine_reserved_check', 'OrderLine', { reserved: 2 }],
  ['OrderLine_unitPriceMinor_check', 'OrderLine', { unitPriceMinor: 0 }],
  ['OrderLine_canceled_check', 'OrderLine', { canceled: 2 }],
  ['OrderLine_returned_check', 'OrderLine', { returned: 2 }],
  ['OrderLine_returned_check', 'OrderLine', { canceled: 1, returned: 1 }],
  ['Parcel_number_check', 'Parcel', { number: 0 }],
  ['Parcel_kind_check', 'Parcel', { kind: 'drone' }],
  ['Parcel_state_check', 'Parcel', { state: 'lost' }],
  ['Parcel_state_check', 'Parcel', { state: 'collected', sentAt: AT }],
  ['Parcel_state_check', 'Parcel', { kind: 'pickup', state: 'sent', sentAt: AT }],
  ['Parcel_sentAt_check', 'Parcel', { state: 'sent' }],
  ['Parcel_sentAt_check', 'Parcel', { sentAt: AT }],
  ['ParcelLine_quantity_check', 'ParcelLine', { quantity: 0 }],
  ['OrderLine_taxCategory_check', 'OrderLine', { taxCategory: 'food' }],
  ['LedgerEntry_amountMinor_check', 'LedgerEntry', { amountMinor: 0 }],
  ['WebhookEvent_ingestedVia_check', 'WebhookEvent', { ingestedVia: 'hearsay' }],
  ['WebhookEvent_dismissed_check', 'WebhookEvent', { dismissedAt: AT }],
  ['Lease_holder_check', 'Lease', { holder: '' }],
  ['Discrepancy_differs_check', 'Discrepancy', { stripeValue: 'paid' }],
  ['Discrepancy_dismissed_check', 'Discrepancy', { dismissedBy: 'somebody' }],
  ['Receipt_number_check', 'Receipt', { number: 0 }],
  ['CreditNote_number_check', 'CreditNote', { number: 0 }],
  ['CreditNote_kind_check', 'CreditNote', { kind: 'dispute' }],
  ['CreditNote_amountMinor_check', 'CreditNote', { amountMinor: 0 }],
  ['DocumentSeries_kind_check', 'DocumentSeries', { kind: 'invoice' }],
  ['DocumentSeries_lastNumber_check', 'DocumentSeries', { lastNumber: -1 }],
  ['Withdrawal_closed_check', 'Withdrawal', { closedAt: AT }],
  ['RefundRequest_amountMinor_check', 'RefundRequest', { amountMinor: 0 }],
  ['RefundRequest_open_check', 'RefundRequest', { activeRequestKey: 'another' }],
  ['RefundRequest_open_check', 'RefundRequest', { refundId: 're_1' }],
  ['RefundRequest_open_check', 'RefundRequest', { refusalReason: 'no' }],
  ['OutboxMail_cause_check', 'OutboxMail', { cause: '' }],
  ['OutboxMail_status_check', 'OutboxMail', { status: 'lost' }],
  ['OutboxMail_sent_check', 'OutboxMail', { status: 'sent' }],
  ['OutboxMail_sent_check', 'OutboxMail', { sentAt: AT }],
  ['OutboxMail_recipient_check', 'OutboxMail', { recipient: null }],
];

const REPEATS: [keyof typeof UNIQUE, Table, Row][] = [
  ['Book_isbn_key', 'Book', { isbn: ROWS.Book.isbn }],
  ['Book_slug_key', 'Book', { slug: ROWS.Book.slug }],
  ['CreditNote_stripeId_kind_key', 'CreditNote', { kind: 'refund', stripeId: 're_1' }],
  ['Discrepancy_kind_subjectId_key', 'Discrepancy', { kind: 'a-kind', subjectId: 'pi_1' }],
  ['LedgerEntry_stripeId_kind_key', 'LedgerEntry', { stripeId: 'pi_1', kind: 'payment' }],
  ['OrderLine_orderId_bookId_key', 'OrderLine', { orderId: 'order-1', bookId: 1 }],
  ['Order_number_key', 'Order', { number: 1001 }],
  ['Order_activeOrderKey_key', 'Order', { activeOrderKey: 'open-1' }],
  ['Order_paymentIntentId_key', 'Order', { paymentIntentId: 'pi_1' }],
  ['Order_token_key', 'Order', { token: ROWS.Order.token }],
  ['Parcel_orderId_number_key', 'Parcel', { number: 1 }],
  ['Receipt_orderId_key', 'Receipt', { orderId: 'order-1' }],
  [
    'RefundRequest_activeRequestKey_key',
    'RefundRequest',
    { orderId: 'order-1', activeRequestKey: 'order-1' },
  ],
  ['OutboxMail_orderId_kind_cause_key', 'OutboxMail', { cause: ROWS.OutboxMail.cause }],
  ['WebhookEvent_eventId_key', 'WebhookEvent', { eventId: 'evt_1' }],
];

describe('the rows below', () => {
  it('are refused by every CHECK and every unique index', () => {
    const names = (cases: [string, ...unknown[]][]) => new Set(cases.map(([name]) => name));

    expect(names(VIOLATIONS)).toEqual(new Set(Object.keys(CHECKS)));
    expect(names(REPEATS)).toEqual(new Set(Object.keys(UNIQUE)));
  });
});

describe('SQLite', () => {
  testIn(exampleInSqlite);

  it('refuses a text for a price', async () => {
    const row = insertAnother('Book', { unitPriceMinor: 'twenty' });

    expect(await refusal(row)).toBe('CHECK Book_unitPriceMinor_check');
  });
});

describeOnPostgres('PostgreSQL', () => {
  testIn(exampleInPostgres);

  it('refuses a text for a price', async () => {
    const row = insertAnother('Book', { unitPriceMinor: 'twenty' });

    expect(await refusal(row)).toContain('invalid input syntax for type integer: "twenty"');
  });
});

function testIn(open: () => Promise<ExampleDatabase>) {
  beforeAll(async () => {
    database = await open();
  });
  beforeEach(async () => {
    await database.begin();
    for (const [table, row] of Object.entries(ROWS)) await insert(table, row);
  });
  afterEach(() => database.rollBack());
  afterAll(() => database.close());

  testRefusals();
  testTriggers();

  it.each<[Table, Row]>([
    ['Book', { unitPriceMinor: 1, stock: 0, isbn: null }],
    ['Book', { unitPriceMinor: 99_999_999, stock: null }],
    ['Book', COVER],
    [
      'Book',
      { publicationDate: '1979', format: 'ebook', pages: 1, language: 'en', weightGrams: 1 },
    ],
    ['Order', { totalMinor: 1, paidAt: null, paymentIntentId: null, activeOrderKey: null }],
    ['Order', { totalMinor: 99_999_999 }],
    ['OrderLine', { quantity: 1, unitPriceMinor: 1 }],
    ['OrderLine', { canceled: 1 }],
    ['OrderLine', { returned: 1, canceled: 0 }],
    ['Parcel', { state: 'sent', sentAt: AT }],
    ['Parcel', { kind: 'pickup', state: 'collected', sentAt: AT }],
    ['Parcel', { state: 'canceled' }],
    ['LedgerEntry', { amountMinor: 1 }],
    ['RefundRequest', { orderId: 'order-1', activeRequestKey: null, refundId: 're_1' }],
    ['OutboxMail', { orderId: null, status: 'sent', sentAt: AT, recipient: null }],
  ])('takes a second row of %s with %j', async (table, changes) => {
    await prepareOthersFor(table);

    expect(await refusal(insertAnother(table, changes))).toBe('none');
  });
}

function testRefusals() {
  it.each(VIOLATIONS)('refuses, by %s, a row of %s with %j', async (check, table, changes) => {
    await prepareOthersFor(table);

    expect(await refusal(insertAnother(table, changes))).toBe(`CHECK ${check}`);
  });

  it.each(REPEATS)('refuses, by %s, a second row of %s with %j', async (key, table, changes) => {
    await prepareOthersFor(table);

    expect(await refusal(insertAnother(table, changes))).toBe(`UNIQUE ${key}`);
  });

  it.each(['Book', 'Order'])('refuses to delete a %s that others refer to', async (table) => {
    expect(await refusal(database.run(`DELETE FROM "${table}"`))).toBe('FOREIGN KEY');
  });

  it.each<[Table, Row]>([
    ['CartItem', { cartId: 'nobody’s' }],
    ['OrderLine', { orderId: 'nobody’s' }],
    ['BookContributor', { bookId: 99 }],
    ['BookSubject', { bookId: 99, subjectCode: 'PDZ' }],
    ['BookSubject', { subjectCode: 'nobody’s' }],
    ['OrderLine', { bookId: 99 }],
    ['Parcel', { orderId: 'nobody’s' }],
    ['ParcelLine', { parcelId: 'nobody’s' }],
    ['ParcelLine', { orderLineId: 99 }],
    ['LedgerEntry', { orderId: 'nobody’s' }],
    ['RefundRequest', { orderId: 'nobody’s', activeRequestKey: 'nobody’s' }],
    ['TimelineEntry', { orderId: 'nobody’s' }],
    ['Withdrawal', { orderId: 'nobody’s' }],
    ['Discrepancy', { orderId: 'nobody’s' }],
    ['OutboxMail', { orderId: 'nobody’s' }],
  ])('refuses a row of %s with %j, which is not there', async (table, changes) => {
    await prepareOthersFor(table);

    expect(await refusal(insertAnother(table, changes))).toBe('FOREIGN KEY');
  });
}

function testTriggers() {
  it('lists a subject in the order of the shelf, without the books that are not for sale', async () => {
    const change = async (sql: string) => {
      await database.run(`UPDATE "Book" SET ${sql} WHERE "id" = 1`);
      return listed();
    };

    expect(await listed()).toEqual([[1, 1]]);
    expect(await change('"shelfPosition" = 7')).toEqual([[1, 7]]);
    expect(await change(`"withdrawnAt" = '${AT}'`)).toEqual([[1, null]]);
    expect(await change('"shelfPosition" = 8')).toEqual([[1, null]]);
    expect(await change('"withdrawnAt" = NULL')).toEqual([[1, 8]]);
  });

  it('takes a withdrawn book’s place in a subject from the book, whatever is written', async () => {
    await insertAnother('Book', { withdrawnAt: AT });
    await insert('BookSubject', { bookId: 2, subjectCode: 'PDZ', position: 1, shelfPosition: 5 });

    expect(await listed()).toEqual([
      [1, 1],
      [2, null],
    ]);
  });

  it('counts the books for sale of a subject, whatever becomes of them', async () => {
    await insertAnother('Subject', { code: 'PB' });
    await insertAnother('Book');
    const count = async (sql: string) => {
      await database.run(sql);
      const rows = `SELECT "code" || ' ' || "bookCount" FROM "Subject" ORDER BY "code"`;
      return (await database.rows(rows)).flat();
    };

    expect(await count('UPDATE "Book" SET "shelfPosition" = 7')).toEqual(['PB 0', 'PDZ 1']);
    expect(await count(`INSERT INTO "BookSubject" VALUES (2, 'PDZ', 1, NULL)`)).toEqual(['PB 0', 'PDZ 2']); // prettier-ignore
    expect(await count(`UPDATE "Book" SET "withdrawnAt" = '${AT}' WHERE "id" = 2`)).toEqual(['PB 0', 'PDZ 1']); // prettier-ignore
    expect(await count(`INSERT INTO "BookSubject" VALUES (2, 'PB', 2, 7)`)).toEqual(['PB 0', 'PDZ 1']); // prettier-ignore
    expect(await count('UPDATE "Book" SET "withdrawnAt" = NULL WHERE "id" = 2')).toEqual(['PB 1', 'PDZ 2']); // prettier-ignore
    expect(await count(`UPDATE "BookSubject" SET "subjectCode" = 'PB' WHERE "bookId" = 1`)).toEqual(['PB 2', 'PDZ 1']); // prettier-ignore
    expect(await count(`UPDATE "Subject" SET "code" = 'PBA' WHERE "code" = 'PB'`)).toEqual(['PBA 2', 'PDZ 1']); // prettier-ignore
    expect(await count('DELETE FROM "BookSubject" WHERE "bookId" = 1')).toEqual(['PBA 1', 'PDZ 1']);
    expect(await count('DELETE FROM "Book" WHERE "id" = 2')).toEqual(['PBA 0', 'PDZ 0']);
  });
}

const listed = () =>
  database.rows('SELECT "bookId", "shelfPosition" FROM "BookSubject" ORDER BY "bookId"');
