import type { Database } from 'better-sqlite3';
import { ORDER_STATES } from '../../src/orders/domain/order-state.js';
import { LEDGER_KINDS } from '../../src/orders/domain/ledger.js';
import { AT, ROWS, type Row, type Table } from './example-rows.js';

/** What may be lost on the way: quotes of SQL, of JSON and of array literals, line ends, letters of two and four bytes. */
const ODD_TEXTS = [
  `Æsop’s “Fables”, 'quoted'`,
  '{"a": "b\\\\c"}, {NULL}, \\N',
  'two\nlines\r\n\tand a tab',
  '日本語 😀 e\u0301',
  'NULL',
  '',
];
const LATER = '2026-02-03T04:05:06.789+00:00';

/** A shop with orders of every state and rows in every table. `rounds`: the number of books, and of orders of each state. */
export function fillWithEveryKindOfRow(database: Database, rounds = 2): void {
  const insert = (table: Table, changes: Row) => {
    const row: Row = { ...ROWS[table], ...changes };
    const columns = Object.keys(row);
    const names = columns.map((name) => `"${name}"`).join(', ');
    database
      .prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
      .run(Object.values(row));
  };
  database.transaction(() => {
    insert('Subject', {});
    insert('Subject', { code: 'É', name: 'Ästhetik' });
    insert('DocumentSeries', { lastNumber: rounds * 1_000 });
    for (let round = 1; round <= rounds; round += 1) addRound(insert, round);
    for (const [at, text] of ODD_TEXTS.entries()) addOddTexts(insert, `odd-${at}`, text);
    asPrismaWritesThem(database);
  })();
}

/** The times that SQLite has put in. */
function asPrismaWritesThem(database: Database) {
  const sql = `SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND c.type = 'DATETIME' AND t.name <> '_prisma_migrations'`;
  for (const { table, column } of database.prepare<[], Column>(sql).all())
    database.exec(`UPDATE "${table}" SET "${column}" = replace("${column}", ' ', 'T') || '.000+00:00'
      WHERE "${column}" LIKE '____-__-__ %'`);
}

interface Column {
  table: string;
  column: string;
}

type Insert = (table: Table, changes: Row) => void;

function addRound(insert: Insert, round: number) {
  const bookId = round * 7;
  insert('Book', {
    ...{ id: bookId, slug: `book-${round}`, isbn: null, shelfPosition: round },
    stock: round % 2 === 0 ? null : 3,
    withdrawnAt: round % 2 === 0 ? LATER : null,
    taxCategory: round % 2 === 0 ? null : 'other',
  });
  insert('BookContributor', { bookId });
  insert('BookContributor', { bookId, position: 2, role: 'translator', name: 'Übersetzer' });
  insert('BookSubject', { bookId });
  insert('BookSubject', { bookId, subjectCode: 'É', position: 2 });
  insert('Cart', { id: `cart-${round}` });
  insert('CartItem', { cartId: `cart-${round}`, bookId, lastAddedAt: LATER, lastAddedQuantity: 1 });
  for (const [at, state] of ORDER_STATES.entries())
    addOrder(insert, { id: `order-${round}-${state}`, bookId, state, number: round * 1_000 + at });
}

const DELIVERY = {
  deliveryMethod: 'mail',
  deliveryKind: 'post',
  deliveryName: 'Großbrief',
  deliveryEstimate: '2–3 days',
  deliveryMinor: 450,
  deliveryCountry: 'DE',
  deliveryAddress: '{"name":"Ada Müller"}',
};

interface Ordered {
  id: string;
  bookId: number;
  state: string;
  number: number;
}

function addOrder(insert: Insert, { id, bookId, state, number }: Ordered) {
  const isOpen = state === 'pending';
  insert('Order', {
    ...{ id, number, state, token: id.padEnd(22, '-'), email: 'ada@example.com' },
    activeOrderKey: isOpen ? id : null,
    paymentIntentId: isOpen ? null : `pi_${id}`,
    paidAt: isOpen ? null : LATER,
    ...(isOpen ? DELIVERY : {}),
    tax: isOpen ? null : '{"isIncluded": true, "parts": []}',
  });
  insert('DeliveryDraft', { shopperId: id });
  const line = { id: number, orderId: id, bookId, taxCategory: 'ebook' };
  insert('OrderLine', { ...line, reserved: isOpen ? 1 : 0 });
  if (!isOpen) addParcels(insert, id, number);
  insert('TimelineEntry', { orderId: id, state, detail: 'ein Detail' });
  for (const kind of LEDGER_KINDS)
    insert('LedgerEntry', { orderId: id, kind, stripeId: `${kind}_${id}`, recordedAt: LATER });
  insert('RefundRequest', {
    ...{ id: `refund-${id}`, orderId: id, activeRequestKey: null, refundId: `re_${id}` },
    isFull: number % 2,
  });
  insert('Receipt', { number, orderId: id, issuedAt: LATER });
  insert('CreditNote', {
    ...{ number, orderId: id, stripeId: `refund_${id}`, issuedAt: LATER },
    taxParts: '[{"name": "VAT"}]',
  });
  insert('WebhookEvent', { eventId: `evt_${id}`, claimedOrderId: id, processedAt: LATER });
  insert('Discrepancy', { subjectId: id, orderId: id, foundAt: AT });
  if (isOpen) return;
  insert('OutboxMail', { id: `mail-${id}`, orderId: id, status: 'sent', sentAt: LATER });
  insert('OutboxMail', { id: `unsent-${id}`, orderId: id, cause: 'unsent', nextAttemptAt: LATER });
  insert('Withdrawal', { orderId: id, closedAt: LATER, closedBy: 'somebody' });
  insert('Lease', { name: `lease-${id}` });
  insert('Checkpoint', { name: `checkpoint-${id}` });
}

/** One that was unpacked, and one that was sent and has come back. */
function addParcels(insert: Insert, orderId: string, orderLineId: number) {
  const [first, second] = [`${orderId}-parcel-1`, `${orderId}-parcel-2`];
  insert('Parcel', { id: first, orderId, state: 'canceled' });
  insert('Parcel', {
    ...{ id: second, orderId, number: 2, state: 'sent', sentAt: LATER, revision: 1 },
    ...{ carrier: 'Österreichische Post', trackingNumber: '00340434' },
  });
  for (const parcelId of [first, second]) insert('ParcelLine', { parcelId, orderLineId });
}

function addOddTexts(insert: Insert, id: string, text: string) {
  insert('WebhookEvent', { eventId: `evt_${id}`, payload: text, lastError: text });
  insert('Discrepancy', { subjectId: id, shopValue: `${text} here`, stripeValue: `${text} there` });
}
