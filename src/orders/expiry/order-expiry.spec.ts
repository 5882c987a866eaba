import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aPayment } from '../../../test/support/payments.js';
import { Config } from '../../config/config.module.js';
import { InvalidPaymentRequestError } from '../../payments/payment-errors.js';
import { StripeClockService } from '../../payments/stripe-clock.service.js';
import type { Order } from '../domain/order.js';
import type { OrderRepository } from '../order.repository.js';
import type { PaymentIntentService } from '../payment/payment-intent.service.js';
import type { PaymentSyncService } from '../payment/payment-sync.service.js';
import { OrderExpiryService } from './order-expiry.service.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const EXPIRES_AFTER_MS = HOUR_MS;
const NOW = new Date('2026-06-01T12:00:00Z');
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);

interface Case {
  /** This machine’s clock minus Stripe’s, which shows NOW. */
  aheadMs?: number;
  /** By this machine’s clock at that time. */
  placedAt: Date;
  /** By Stripe’s clock. Null if Stripe refuses to create the payment. */
  paymentCreatedAt: Date | null;
}

async function actionsFor({ aheadMs = 0, placedAt, paymentCreatedAt }: Case): Promise<string[]> {
  jest.setSystemTime(NOW.getTime() + aheadMs);
  const clock = new StripeClockService();
  clock.recordSample(NOW.toUTCString());
  const actions: string[] = [];
  const act = (what: string) => {
    actions.push(what);
    return Promise.resolve();
  };
  const orders = { applyTransition: () => act('expired'), find: () => Promise.resolve(null) };
  const payments = {
    ensure: (order: Order) =>
      paymentCreatedAt ? Promise.resolve(order) : Promise.reject(new InvalidPaymentRequestError()),
    cancel: () => act('canceled').then(() => 'canceled' as const),
  };
  const paymentSync = {
    sync: (order: Order) => {
      const payment = paymentCreatedAt && aPayment({ createdAt: paymentCreatedAt });
      return Promise.resolve({ order, syncStatus: 'synced', payment });
    },
  };
  const expiry = new OrderExpiryService(
    new Config({ orderExpiresMs: EXPIRES_AFTER_MS }),
    orders as unknown as OrderRepository,
    payments as unknown as PaymentIntentService,
    paymentSync as unknown as PaymentSyncService,
    clock,
  );
  const order = { id: 'o', state: 'pending', paymentIntentId: 'pi_1', placedAt };
  await expiry.syncAndExpire(order as Order).catch(() => act('refused'));
  return actions;
}

describe(OrderExpiryService.name, () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const WRONG = [2 * HOUR_MS, -2 * HOUR_MS, 366 * 24 * HOUR_MS];

  it.each(WRONG)(
    'gives up by Stripe’s clock alone while its own is %d ms ahead',
    async (aheadMs) => {
      const isYoung = {
        aheadMs,
        placedAt: ago(MINUTE_MS - aheadMs),
        paymentCreatedAt: ago(MINUTE_MS),
      };
      const isOld = {
        aheadMs,
        placedAt: ago(MINUTE_MS),
        paymentCreatedAt: ago(EXPIRES_AFTER_MS + MINUTE_MS),
      };

      expect(await actionsFor(isYoung)).toEqual([]);
      expect(await actionsFor(isOld)).toEqual(['canceled', 'expired']);
    },
  );

  it.each(WRONG)('and when it was that far ahead as the order was placed', async (aheadMs) => {
    const placedAt = ago(MINUTE_MS - aheadMs);

    expect(await actionsFor({ placedAt, paymentCreatedAt: ago(MINUTE_MS) })).toEqual([]);
    const old = { placedAt, paymentCreatedAt: ago(EXPIRES_AFTER_MS + MINUTE_MS) };
    expect(await actionsFor(old)).toEqual(['canceled', 'expired']);
  });

  it('does not count the part of a second that Stripe does not tell', async () => {
    const after = (milliseconds: number) =>
      actionsFor({ placedAt: NOW, paymentCreatedAt: ago(milliseconds) });

    expect(await after(EXPIRES_AFTER_MS + 1_000)).toEqual([]);
    expect(await after(EXPIRES_AFTER_MS + 1_001)).toEqual(['canceled', 'expired']);
  });

  it('gives up what Stripe refuses once the patience is over, or when it is of a time to come', async () => {
    const refused = (placedAt: Date) => actionsFor({ placedAt, paymentCreatedAt: null });

    expect(await refused(ago(MINUTE_MS))).toEqual(['refused']);
    expect(await refused(ago(EXPIRES_AFTER_MS + 1))).toEqual(['expired']);
    expect(await refused(ago(-EXPIRES_AFTER_MS - 1))).toEqual(['expired']);
  });
});
