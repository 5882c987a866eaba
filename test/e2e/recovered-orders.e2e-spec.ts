import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LostOrder } from '../../src/orders/domain/lost-order.js';
import { RecoveryRepository } from '../../src/orders/recovery.repository.js';
import { freshDatabase } from '../support/database.js';
import { aSucceededPayment } from '../support/payments.js';
import { closeClients, databaseOn } from '../support/sqlite-clients.js';

const HOME = { mode: 'sandbox', account: 'acct_1' } as const;

function lost(id: string, number: number, paymentIntentId: string): LostOrder {
  const description = `Folio order ${number}: A Book`;
  const payment = aSucceededPayment({ paymentIntentId, claimedOrderId: id });
  return { id, number, description, payment: { ...payment, description, createdAt: new Date(), email: null } }; // prettier-ignore
}

describe('an order that is brought back from Stripe’s records', () => {
  let recovery: RecoveryRepository;

  beforeEach(async () => {
    recovery = new RecoveryRepository(await databaseOn(await freshDatabase()));
  });
  afterEach(closeClients);

  it('has the number that the shopper was told, or the next free one', async () => {
    const first = await recovery.bringBack(lost('a', 1007, 'pi_a'), HOME);
    const second = await recovery.bringBack(lost('b', 1007, 'pi_b'), HOME);

    expect([first?.number, second?.number]).toEqual([1007, 1008]);
  });

  it('is brought back once, whatever else was paid in its name', async () => {
    await recovery.bringBack(lost('a', 1007, 'pi_a'), HOME);

    expect(await recovery.bringBack(lost('a', 1007, 'pi_b'), HOME)).toBeNull();
  });
});
