import { readFileSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';
import type Stripe from 'stripe';
import type { SandboxControl } from 'stripe-sandbox/testing';
import { everythingIn, isPostgres, onDatabase } from '../database.js';
import type { ShopBooks, StripeBooks } from './books.js';

const MOST = 10_000;
const PAGE = { limit: 100 };

/** What the shop has on disk, all of one moment, read from outside of it. */
export function readShop(databasePath: string): ShopBooks {
  return onDatabase(databasePath, (database) => {
    const all = <T>(sql: string) => database.prepare<[], T>(sql).all();
    database.exec('BEGIN');
    return {
      books: all('SELECT * FROM Book'),
      orders: all('SELECT * FROM "Order" ORDER BY number'),
      lines: all('SELECT * FROM OrderLine'),
      parcels: all('SELECT * FROM Parcel'),
      parcelLines: all('SELECT * FROM ParcelLine'),
      ledger: all('SELECT * FROM LedgerEntry ORDER BY id'),
      timeline: all('SELECT * FROM TimelineEntry ORDER BY id'),
      events: all('SELECT * FROM WebhookEvent ORDER BY id'),
      mails: all('SELECT * FROM OutboxMail'),
      receipts: all('SELECT * FROM Receipt'),
      creditNotes: all('SELECT * FROM CreditNote'),
      documentSeries: all('SELECT * FROM DocumentSeries'),
      cartItems: all('SELECT * FROM CartItem'),
      discrepancies: all('SELECT * FROM Discrepancy'),
      // A server looks after its own files.
      damage: isPostgres(databasePath) ? [] : damageIn(database),
    };
  });
}

function damageIn(database: Sqlite.Database): string[] {
  const all = <T>(sql: string) => database.prepare<[], T>(sql).all();
  return [
    ...all<{ quick_check: string }>('PRAGMA quick_check').map((row) => row.quick_check),
    ...all<{ table: string }>('PRAGMA foreign_key_check').map((row) => `orphan in ${row.table}`),
  ].filter((finding) => finding !== 'ok');
}

/** What Stripe has, by its own word. */
export async function readStripe(stripe: Stripe, control: SandboxControl): Promise<StripeBooks> {
  const all = { limit: MOST };
  const [intents, refunds, disputes, events, deliveries] = await Promise.all([
    stripe.paymentIntents.list(PAGE).autoPagingToArray(all),
    stripe.refunds.list(PAGE).autoPagingToArray(all),
    stripe.disputes.list(PAGE).autoPagingToArray(all),
    stripe.events.list(PAGE).autoPagingToArray(all),
    control.deliveries(),
  ]);
  return { intents, refunds, disputes, events, deliveries };
}

/** The database's files as they lie on disk, deleted rows and all. */
export function readFiles(databasePath: string): { where: string; text: string }[] {
  if (isPostgres(databasePath))
    return [{ where: 'the database', text: everythingIn(databasePath) }];
  return [databasePath, `${databasePath}-wal`].map((where) => ({ where, text: textOf(where) }));
}

/** Whoever closes the database last takes its WAL file away. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
