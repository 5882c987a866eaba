import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StockRepository } from '../../src/catalog/stock.repository.js';
import type { DatabaseService } from '../../src/database/database.service.js';
import type { OrphanedOrder } from '../../src/orders/recovery/orphaned-order.js';
import { OrderPlacementRepository } from '../../src/orders/placement/order-placement.repository.js';
import { StockReservationRepository } from '../../src/orders/stock/stock-reservation.repository.js';
import { recoveryCheckpointOf } from '../../src/recovery/mark-recovery-pending.js';
import type { RecoveryCheckpointService } from '../../src/recovery/recovery-checkpoint.service.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { aSucceededPayment } from '../support/payments.js';
import { closeClients, databaseOn } from '../support/sqlite-clients.js';

const HOME = { mode: 'sandbox', account: 'acct_1' } as const;

function lost(id: string, number: number, paymentIntentId: string): OrphanedOrder {
  const description = `Order ${number}: A Book`;
  const payment = aSucceededPayment({ paymentIntentId, claimedOrderId: id });
  return { id, number, description, payment: { ...payment, claimedOrderNumber: String(number), description, createdAt: new Date(), email: null } }; // prettier-ignore
}

const placingOn = (database: DatabaseService) =>
  new OrderPlacementRepository(database, new StockReservationRepository(new StockRepository()));

describe('an order that is brought back from Stripe’s records', () => {
  let recovery: OrderPlacementRepository;

  beforeEach(async () => {
    recovery = placingOn(await databaseOn(await freshDatabase()));
  });
  afterEach(closeClients);

  it('has the number that the shopper was told, or the next free one', async () => {
    const first = await recovery.recreate(lost('a', 1007, 'pi_a'), HOME);
    const second = await recovery.recreate(lost('b', 1007, 'pi_b'), HOME);

    expect([first?.number, second?.number]).toEqual([1007, 1008]);
  });

  it('is brought back once, whatever else was paid in its name', async () => {
    await recovery.recreate(lost('a', 1007, 'pi_a'), HOME);

    expect(await recovery.recreate(lost('a', 1007, 'pi_b'), HOME)).toBeNull();
  });
});

describe('the time since when Stripe is asked', () => {
  const [BACKUP, BEFORE, AHEAD] = ['2026-01-02T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2999-01-01T00:00:00.000Z']; // prettier-ignore
  let databasePath: string;
  let window: RecoveryCheckpointService;

  beforeEach(async () => {
    databasePath = await freshDatabase();
    const database = await databaseOn(databasePath);
    window = recoveryCheckpointOf(database);
    await placingOn(database).recreate(lost('a', 1001, 'pi_a'), HOME);
  });
  afterEach(closeClients);

  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(databasePath, (database) => database.prepare(sql).run(...values));
  const happened = (at: string, source = 'shopper') =>
    change(`INSERT INTO TimelineEntry (orderId, event, state, trigger, at) VALUES ('a', 'order_placed', 'pending', ?, ?)`, source, at); // prettier-ignore
  const heardOf = (at: string) =>
    change(`INSERT INTO WebhookEvent (eventId, type, payload, createdAt) VALUES (?, 'x', '{}', ?)`, at, at); // prettier-ignore
  const isSince = async () => (await window.start())?.toISOString();

  it('is when the youngest event was made, by Stripe’s clock, whatever this machine’s said', async () => {
    heardOf(BEFORE);
    heardOf(BACKUP);
    happened(AHEAD);

    expect(await isSince()).toBe(BACKUP);
  });

  it('is without events when something last happened, but for a recovery and a wrong clock', async () => {
    happened(BEFORE);
    happened(BACKUP);
    happened(AHEAD);
    happened('2026-01-03T00:00:00.000Z', 'recovery');

    expect(await isSince()).toBe(BACKUP);
  });

  it('stays the same until everything was asked, whatever happens meanwhile', async () => {
    const broken = window.runWithin(new Date(BACKUP), () => Promise.reject(new Error('silent')));
    await expect(broken).rejects.toThrow('silent');
    heardOf('2026-02-01T00:00:00.000Z');
    const afterFailure = await isSince();
    await window.runWithin(new Date('2026-01-20'), () => Promise.resolve());
    const afterLess = await isSince();
    await window.runWithin(new Date(BACKUP), () => Promise.resolve());

    expect([afterFailure, afterLess]).toEqual([BACKUP, BACKUP]);
    expect(await isSince()).toBe('2026-02-01T00:00:00.000Z');
  });
});
