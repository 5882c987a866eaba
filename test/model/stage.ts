import Sqlite from 'better-sqlite3';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import type { Books, StripeBooks } from '../support/invariants/books.js';
import { readShop } from '../support/invariants/read-books.js';
import { openShop, type Shop } from './shops.js';
import type { StripeAccount } from './stripe-account.js';

/** Longer than an order waits, and less than twice as long, which one has whose bank is asking. */
const AGE_MS = 5_400_000;

/** A row of Stripe's with the fields that are looked at; the rest is no business of an invariant. */
const rows = (fields: object[]) => fields as never[];

/**
 * Two shops on one database, which is emptied for each scene, and a third that looks after it afterwards:
 * what Stripe said during the scene, the third has not heard.
 */
export class Stage {
  readonly #hand: Sqlite.Database;
  readonly #tables: string[];

  private constructor(
    private readonly databasePath: string,
    readonly shops: readonly [Shop, Shop],
    readonly keeper: Shop,
  ) {
    this.#hand = new Sqlite(databasePath);
    this.#hand.pragma('synchronous = OFF');
    this.#hand.pragma('foreign_keys = OFF');
    this.#tables = this.#hand
      .prepare<[], string>(
        // Triggers keep the search index and the version of the catalogue.
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name <> 'CatalogVersion'
         AND name NOT LIKE '%sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\'`,
      ) // prettier-ignore
      .pluck()
      .all();
  }

  static async open(): Promise<Stage> {
    const databasePath = await freshDatabase();
    const open = () => openShop(databasePath);
    return new Stage(databasePath, [await open(), await open()], await open());
  }

  async close() {
    this.#hand.close();
    for (const shop of [...this.shops, this.keeper]) await shop.close();
  }

  /** Nothing is left of the scene before. Resolves to the slug of a book of which there are so many. */
  set(stock: number): string {
    this.#hand.exec(
      `BEGIN; ${this.#tables.map((name) => `DELETE FROM "${name}";`).join(' ')} COMMIT`,
    );
    return aBook(this.databasePath, { stock }).slug;
  }

  /** All orders were placed that long ago. */
  age(stripe: StripeAccount) {
    const longAgo = new Date(Date.now() - AGE_MS);
    stripe.backdate(longAgo);
    const placedAt = longAgo.toISOString().replace('Z', '+00:00');
    this.#hand.prepare('UPDATE "Order" SET placedAt = ?').run(placedAt);
  }

  /** A shop that died before it had written the answer down. */
  forgetPayments() {
    this.#hand.exec('UPDATE "Order" SET paymentIntentId = NULL');
  }

  openRefunds(): number {
    const sql = 'SELECT count(*) FROM RefundRequest WHERE activeRequestKey IS NOT NULL';
    return this.#hand.prepare<[], number>(sql).pluck().get() ?? 0;
  }

  books(stripe: StripeAccount, delivered: Books['delivered'], acknowledged: string[]): Books {
    return {
      shop: readShop(this.databasePath),
      stripe: booksOf(stripe, acknowledged),
      operations: [],
      delivered,
      staleMs: 0,
      texts: [],
    };
  }
}

const STATUS = {
  incomplete: 'requires_payment_method',
  processing: 'processing',
  succeeded: 'succeeded',
  canceled: 'canceled',
} as const;

/** In Stripe's words, for the invariants that chaos is held to as well. */
function booksOf(stripe: StripeAccount, acknowledged: string[]): StripeBooks {
  return {
    intents: rows(
      stripe.intents.map((intent) => {
        const { paymentIntentId: id, status, amountMinor: amount, receivedMinor } = stripe.payment(intent); // prettier-ignore
        const metadata = { order_id: intent.orderId };
        return { id, status: STATUS[status], amount, amount_received: receivedMinor, metadata };
      }),
    ),
    refunds: rows(
      stripe.intents.flatMap((intent) =>
        stripe.afterSale(intent).refunds.map(({ refundId, amountMinor }) => ({
          id: refundId,
          status: 'succeeded',
          amount: amountMinor,
          payment_intent: intent.id,
          metadata: { refund_request: stripe.requestOf(refundId) },
        })),
      ),
    ),
    disputes: [],
    events: rows(
      stripe.events.map(({ eventId: id, type, paymentIntentId }) => ({
        id,
        type,
        data: { object: { id: paymentIntentId } },
      })),
    ),
    deliveries: acknowledged.map((event) => ({ event, status: 200 })),
  };
}
