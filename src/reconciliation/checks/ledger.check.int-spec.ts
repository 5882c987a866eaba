import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refund, says } from '../../../test/support/after-sales.js';
import { onDatabase } from '../../../test/support/database.js';
import { aSucceededPayment } from '../../../test/support/payments.js';
import { placePayableOrder } from '../../../test/support/placed-orders.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import type { OrderWithPayment } from '../../orders/payment/payment-intent.service.js';
import { PaymentSyncService } from '../../orders/payment/payment-sync.service.js';
import { ReconciliationRun } from '../reconciliation-run.js';
import { LedgerCheck } from './ledger.check.js';

/** Longer than responses of Stripe are cached. */
const A_WHILE_MS = 2_001;
const REAL = ['setImmediate', 'nextTick', 'queueMicrotask', 'Date'] as const;

describe(LedgerCheck.name, () => {
  let shop: ShopInProcess;
  let order: OrderWithPayment;

  beforeEach(async () => {
    shop = await openShop();
    order = await placePayableOrder(shop);
    const { paymentIntentId } = order;
    shop.gateway.payments.set(paymentIntentId, aSucceededPayment({ paymentIntentId }));
    jest.useFakeTimers({ doNotFake: [...REAL] });
    await shop.get(PaymentSyncService).sync(order, 'webhook');
    await jest.advanceTimersByTimeAsync(A_WHILE_MS);
  });
  afterEach(async () => {
    jest.useRealTimers();
    await shop.close();
  });

  const compare = () =>
    shop.get(LedgerCheck).run(
      new ReconciliationRun({
        startedAt: new Date(),
        graceMs: 0,
        shouldContinue: () => true,
        onFailure: (_, error) => {
          throw error;
        },
      }),
    );
  const discrepancies = () =>
    onDatabase(shop.databasePath, (database) =>
      database.prepare('SELECT kind, shopValue, stripeValue FROM Discrepancy').all(),
    );
  const writeRefund = (refundId: string) =>
    onDatabase(shop.databasePath, (database) =>
      database
        .prepare(
          `INSERT INTO LedgerEntry (orderId, kind, stripeId, amountMinor, currency) VALUES (?, 'refund', ?, 500, 'usd')`,
        )
        .run(order.id, refundId),
    );

  it('finds what the ledger says and Stripe does not', async () => {
    writeRefund('re_unknown');

    await compare();

    expect(discrepancies()).toEqual([
      { kind: 'refunds_differ', shopValue: '$5.00', stripeValue: '$0.00' },
    ]);
  });

  it('finds no difference when a refund is made while Stripe is slow to answer', async () => {
    const { gateway } = shop;
    const find = gateway.find.bind(gateway);
    gateway.find = async (id) => {
      gateway.afterSales.set(id, says([refund('re_1', 500)]));
      await jest.advanceTimersByTimeAsync(A_WHILE_MS);
      return find(id);
    };

    await compare();

    expect(discrepancies()).toEqual([]);
  });

  it('finds no difference when another process writes a refund before it does', async () => {
    const { gateway } = shop;
    gateway.refundsAndDisputes = () => {
      writeRefund('re_1');
      return Promise.resolve(says([])); // as Stripe had it before that refund
    };

    await compare();

    expect(discrepancies()).toEqual([]);
  });
});
