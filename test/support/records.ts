import { onDatabase } from './database.js';

export interface OrderRecord {
  id: string;
  number: number;
  token: string;
  state: string;
  totalMinor: number;
  currency: string;
  email: string | null;
  paymentIntentId: string | null;
}

/** What the shop has written down, read from outside of it. */
export function recordsOf(databasePath: string) {
  const all = <T>(sql: string) =>
    onDatabase(databasePath, (database) => database.prepare(sql).all() as T[]);
  return {
    orders: () => all<OrderRecord>('SELECT * FROM "Order" ORDER BY number'),
    order: (token: string) => {
      const order = onDatabase(databasePath, (database) =>
        database.prepare<[string], OrderRecord>('SELECT * FROM "Order" WHERE token = ?').get(token),
      );
      if (!order) throw new Error(`No order has the token ${token}`);
      return order;
    },
    ledger: () =>
      all<{ orderId: string; kind: string; stripeId: string; amountMinor: number }>(
        'SELECT * FROM LedgerEntry',
      ),
    timeline: (event: string) =>
      all<{ orderId: string; event: string; trigger: string; detail: string | null }>(
        'SELECT * FROM TimelineEntry ORDER BY id',
      ).filter((row) => row.event === event),
    events: () =>
      all<{ eventId: string; type: string; status: string; paymentIntentId: string | null }>(
        'SELECT * FROM WebhookEvent',
      ),
  };
}
