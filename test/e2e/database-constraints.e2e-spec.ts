import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { freshDatabase } from '../support/database.js';
import { ANOTHER, AT, type Row, ROWS, type Table } from '../support/example-rows.js';
import { CHECKS, FOREIGN_KEYS, INDEXES, TRIGGERS, UNIQUE } from '../support/expected-schema.js';

let database: Sqlite.Database;

beforeEach(async () => {
  database = new Sqlite(await freshDatabase());
  for (const [table, row] of Object.entries(ROWS)) insert(table, row);
});
afterEach(() => {
  database.close();
});

function insert(table: string, row: Row) {
  const names = Object.keys(row);
  const values = names.map((name) => `@${name}`);
  database.prepare(`INSERT INTO "${table}" (${names.join()}) VALUES (${values.join()})`).run(row);
}

const insertAnother = (table: Table, changes: Row = {}) => {
  insert(table, { ...ROWS[table], ...ANOTHER[table], ...changes });
};

function inSchema(type: string) {
  return database
    .prepare<[string], { name: string; sql: string }>(
      `SELECT name, sql FROM sqlite_master WHERE type = ? AND sql IS NOT NULL
       AND name NOT LIKE 'sqlite_%' AND name <> '_prisma_migrations' ORDER BY name`,
    )
    .all(type);
}

describe('after all migrations, the database', () => {
  it('has exactly these CHECKs', () => {
    const clauses = inSchema('table').flatMap(({ sql }) =>
      // Columns that were added later stand in one line, and end with the table's own bracket.
      [
        ...sql
          .replaceAll(', "', ',\n"')
          .replace(/\)$/, '')
          .matchAll(/CONSTRAINT "(\w+)" CHECK \((.+)\),?$/gm),
      ].map(([, name, rule]) => [name, rule]),
    );

    expect(Object.fromEntries(clauses)).toEqual(CHECKS);
    expect(
      inSchema('table')
        .map(({ sql }) => sql)
        .join()
        .match(/\bCHECK\b/g),
    ).toHaveLength(Object.keys(CHECKS).length);
  });

  it('has exactly these indexes', () => {
    const expected = [
      ...Object.entries(UNIQUE).map(([name, on]) => [
        name,
        `CREATE UNIQUE INDEX "${name}" ON ${on}`,
      ]),
      ...Object.entries(INDEXES).map(([name, on]) => [name, `CREATE INDEX "${name}" ON ${on}`]),
    ];

    expect(Object.fromEntries(inSchema('index').map(({ name, sql }) => [name, sql]))).toEqual(
      Object.fromEntries(expected),
    );
  });

  it('has exactly these foreign keys', () => {
    const keys = database
      .prepare(
        `SELECT m.name || '.' || f."from" || ' → ' || f."table" || '.' || f."to" || ' ON DELETE ' || f.on_delete
         FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1`,
      )
      .pluck()
      .all();

    expect(keys).toEqual(FOREIGN_KEYS);
  });

  it('has exactly these triggers, and one view', () => {
    expect(inSchema('trigger').map(({ name }) => name)).toEqual(TRIGGERS);
    expect(inSchema('view').map(({ name }) => name)).toEqual(['BookWords']);
  });

  it.each([
    ['added', () => insertAnother('Book')],
    ['changed', () => database.exec('UPDATE Book SET stock = 4 WHERE id = 1')],
    ['deleted', () => database.exec('DELETE FROM Book WHERE id = 2')],
    ['given another subject', () => database.exec('UPDATE BookSubject SET position = 7')],
  ])('counts a book that is %s as a change of the catalogue', (what, change) => {
    if (what === 'deleted') insertAnother('Book');
    const version = database.prepare('SELECT version FROM CatalogVersion').pluck();
    const before = Number(version.get());
    change();

    expect(version.all()).toEqual([before + 1]);
  });
});

const COVER = { coverFile: 'a.png', coverType: 'image/png', coverWidth: 1, coverHeight: 1 };

const VIOLATIONS: [keyof typeof CHECKS, Table, Row][] = [
  ['Book_unitPriceMinor_check', 'Book', { unitPriceMinor: 0 }],
  ['Book_unitPriceMinor_check', 'Book', { unitPriceMinor: 100_000_000 }],
  ['Book_unitPriceMinor_check', 'Book', { unitPriceMinor: 'twenty' }],
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
  ['OrderLine_quantity_check', 'OrderLine', { quantity: 0 }],
  ['OrderLine_reserved_check', 'OrderLine', { reserved: 2 }],
  ['OrderLine_unitPriceMinor_check', 'OrderLine', { unitPriceMinor: 0 }],
  ['LedgerEntry_amountMinor_check', 'LedgerEntry', { amountMinor: 0 }],
  ['WebhookEvent_ingestedVia_check', 'WebhookEvent', { ingestedVia: 'hearsay' }],
  ['WebhookEvent_dismissed_check', 'WebhookEvent', { dismissedAt: AT }],
  ['Lease_holder_check', 'Lease', { holder: '' }],
  ['Discrepancy_differs_check', 'Discrepancy', { stripeValue: 'paid' }],
  ['Discrepancy_dismissed_check', 'Discrepancy', { dismissedBy: 'somebody' }],
  ['RefundRequest_amountMinor_check', 'RefundRequest', { amountMinor: 0 }],
  ['RefundRequest_open_check', 'RefundRequest', { activeRequestKey: 'another' }],
  ['RefundRequest_open_check', 'RefundRequest', { refundId: 're_1' }],
  ['RefundRequest_open_check', 'RefundRequest', { refusalReason: 'no' }],
];

const REPEATS: [keyof typeof UNIQUE, Table, Row][] = [
  ['Book_isbn_key', 'Book', { isbn: ROWS.Book.isbn }],
  ['Book_slug_key', 'Book', { slug: ROWS.Book.slug }],
  ['Discrepancy_kind_subjectId_key', 'Discrepancy', { kind: 'a-kind', subjectId: 'pi_1' }],
  ['LedgerEntry_stripeId_kind_key', 'LedgerEntry', { stripeId: 'pi_1', kind: 'payment' }],
  ['OrderLine_orderId_bookId_key', 'OrderLine', { orderId: 'order-1', bookId: 1 }],
  ['Order_number_key', 'Order', { number: 1001 }],
  ['Order_activeOrderKey_key', 'Order', { activeOrderKey: 'open-1' }],
  ['Order_paymentIntentId_key', 'Order', { paymentIntentId: 'pi_1' }],
  ['Order_token_key', 'Order', { token: ROWS.Order.token }],
  [
    'RefundRequest_activeRequestKey_key',
    'RefundRequest',
    { orderId: 'order-1', activeRequestKey: 'order-1' },
  ],
  ['WebhookEvent_eventId_key', 'WebhookEvent', { eventId: 'evt_1' }],
];

describe('the database refuses', () => {
  it('something by every CHECK and every unique index, below', () => {
    const names = (cases: [string, ...unknown[]][]) => new Set(cases.map(([name]) => name));

    expect(names(VIOLATIONS)).toEqual(new Set(Object.keys(CHECKS)));
    expect(names(REPEATS)).toEqual(new Set(Object.keys(UNIQUE)));
  });

  it.each(VIOLATIONS)('by %s, a row of %s with %j', (check, table, changes) => {
    prepareOthersFor(table);

    expect(() => insertAnother(table, changes)).toThrow(`CHECK constraint failed: ${check}`);
  });

  it.each(REPEATS)('by %s, a second row of %s with %j', (key, table, changes) => {
    prepareOthersFor(table);
    const [, columns = ''] = /\((.+)\)/.exec(UNIQUE[key]) ?? [];
    const names = columns
      .replaceAll('"', '')
      .split(', ')
      .map((column) => `${table}.${column}`);

    expect(() => insertAnother(table, changes)).toThrow(
      `UNIQUE constraint failed: ${names.join(', ')}`,
    );
  });

  it.each(['Book', 'Order'])('to delete a %s that others refer to', (table) => {
    expect(() => database.exec(`DELETE FROM "${table}"`)).toThrow('FOREIGN KEY constraint failed');
  });

  it.each<[Table, Row]>([
    ['CartItem', { cartId: 'nobody’s' }],
    ['OrderLine', { orderId: 'nobody’s' }],
    ['BookContributor', { bookId: 99 }],
    ['BookSubject', { bookId: 99, subjectCode: 'PDZ' }],
    ['BookSubject', { subjectCode: 'nobody’s' }],
    ['OrderLine', { bookId: 99 }],
    ['LedgerEntry', { orderId: 'nobody’s' }],
    ['RefundRequest', { orderId: 'nobody’s', activeRequestKey: 'nobody’s' }],
    ['TimelineEntry', { orderId: 'nobody’s' }],
    ['Discrepancy', { orderId: 'nobody’s' }],
  ])('a row of %s with %j, which is not there', (table, changes) => {
    prepareOthersFor(table);

    expect(() => insertAnother(table, changes)).toThrow('FOREIGN KEY constraint failed');
  });
});

describe('the list of a subject', () => {
  const listed = () => {
    const list = 'SELECT bookId, shelfPosition FROM BookSubject ORDER BY bookId';
    return database.prepare(list).raw().all();
  };
  const change = (sql: string) => {
    database.exec(`UPDATE Book SET ${sql} WHERE id = 1`);
    return listed();
  };

  it('is in the order of the shelf, without the books that are not for sale', () => {
    expect(listed()).toEqual([[1, 1]]);
    expect(change('shelfPosition = 7')).toEqual([[1, 7]]);
    expect(change(`withdrawnAt = '${AT}'`)).toEqual([[1, null]]);
    expect(change('shelfPosition = 8')).toEqual([[1, null]]);
    expect(change('withdrawnAt = NULL')).toEqual([[1, 8]]);
  });

  it('takes a withdrawn book’s place from the book, whatever is written', () => {
    insertAnother('Book', { withdrawnAt: AT });
    insert('BookSubject', { bookId: 2, subjectCode: 'PDZ', position: 1, shelfPosition: 5 });

    expect(listed()).toEqual([
      [1, 1],
      [2, null],
    ]);
  });
});

describe('a subject', () => {
  const count = (sql: string) => {
    database.exec(sql);
    return database
      .prepare("SELECT code || ' ' || bookCount FROM Subject ORDER BY code")
      .pluck()
      .all();
  };

  it('has the number of its books for sale, whatever becomes of them', () => {
    insertAnother('Subject', { code: 'PB' });
    insertAnother('Book');

    expect(count('UPDATE Book SET shelfPosition = 7')).toEqual(['PB 0', 'PDZ 1']);
    expect(count(`INSERT INTO BookSubject VALUES (2, 'PDZ', 1, NULL)`)).toEqual(['PB 0', 'PDZ 2']);
    expect(count(`UPDATE Book SET withdrawnAt = '${AT}' WHERE id = 2`)).toEqual(['PB 0', 'PDZ 1']);
    expect(count(`INSERT INTO BookSubject VALUES (2, 'PB', 2, 7)`)).toEqual(['PB 0', 'PDZ 1']);
    expect(count('UPDATE Book SET withdrawnAt = NULL WHERE id = 2')).toEqual(['PB 1', 'PDZ 2']);
    expect(count(`UPDATE BookSubject SET subjectCode = 'PB' WHERE bookId = 1`)).toEqual(['PB 2', 'PDZ 1']); // prettier-ignore
    expect(count(`UPDATE Subject SET code = 'PBA' WHERE code = 'PB'`)).toEqual(['PBA 2', 'PDZ 1']);
    expect(count('DELETE FROM BookSubject WHERE bookId = 1')).toEqual(['PBA 1', 'PDZ 1']);
    expect(count('DELETE FROM Book WHERE id = 2')).toEqual(['PBA 0', 'PDZ 0']);
  });
});

describe('the database takes', () => {
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
    ['LedgerEntry', { amountMinor: 1 }],
    ['RefundRequest', { orderId: 'order-1', activeRequestKey: null, refundId: 're_1' }],
  ])('a second row of %s with %j', (table, changes) => {
    prepareOthersFor(table);

    expect(() => insertAnother(table, changes)).not.toThrow();
  });
});

/** A line of an order needs an order and a book that have none of it yet. */
function prepareOthersFor(table: Table) {
  if (table === 'CartItem' || table === 'OrderLine') insertAnother('Book');
  if (table === 'CartItem') insertAnother('Cart');
  if (table === 'BookSubject') insertAnother('Subject');
  if (table !== 'OrderLine' && table !== 'RefundRequest') return;
  insertAnother('Order');
}
