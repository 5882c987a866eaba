import { describe, expect, it } from '@jest/globals';
import { Config } from '../config/config.module.js';
import { StripeClock } from '../payments/stripe-clock.service.js';
import type { Order } from './domain/order.js';
import { OrderExpiryService } from './order-expiry.service.js';
import type { OrderPaymentService } from './order-payment.service.js';
import type { OrderRepository } from './order.repository.js';
import type { SettlementService } from './settlement.service.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** An hour of patience, on a machine whose clock is that far ahead of Stripe’s. */
function shopAhead(byMs: number) {
  const clock = new StripeClock();
  clock.note(new Date(Date.now() - byMs).toUTCString());
  const done: string[] = [];
  const note = (what: string) => {
    done.push(what);
    return Promise.resolve();
  };
  const orders = {
    move: () => note('expired'),
    find: () => Promise.resolve(null),
    placedBy: (_: string, now: Date) => note(`placed ${Math.round((Date.now() - now.getTime()) / HOUR_MS)} h ago`), // prettier-ignore
  };
  const payments = {
    ensure: (order: Order) => Promise.resolve(order),
    cancel: () => note('canceled').then(() => 'canceled' as const),
  };
  const settlement = {
    settleAndTell: (order: Order) => Promise.resolve({ order, standing: 'known' as const }),
  };
  const expiry = new OrderExpiryService(
    new Config({ orderExpiresMs: HOUR_MS }),
    orders as unknown as OrderRepository,
    payments as unknown as OrderPaymentService,
    settlement as unknown as SettlementService,
    clock,
  );
  const tend = async (placedAgoMs: number) => {
    const placedAt = new Date(Date.now() - placedAgoMs);
    const order = { id: 'o', state: 'pending', paymentIntentId: 'pi_1', placedAt };
    await expiry.tend(order as Order);
    return done;
  };
  return { tend };
}

describe(OrderExpiryService.name, () => {
  it('does not give up an order of a minute ago when the clock has jumped ahead since', async () => {
    expect(await shopAhead(2 * HOUR_MS).tend(2 * HOUR_MS + MINUTE_MS)).toEqual([]);
  });

  it('gives up what has waited too long by Stripe’s clock, however wrong its own is', async () => {
    const gone = ['canceled', 'expired'];

    expect(await shopAhead(2 * HOUR_MS).tend(3 * HOUR_MS + MINUTE_MS)).toEqual(gone);
    expect(await shopAhead(-2 * HOUR_MS).tend(-HOUR_MS + MINUTE_MS)).toEqual(gone);
  });

  it('counts the time of an order of a time to come from now on, Stripe’s now', async () => {
    expect(await shopAhead(0).tend(-HOUR_MS)).toEqual(['placed 0 h ago']);
    expect(await shopAhead(2 * HOUR_MS).tend(0)).toEqual(['placed 2 h ago']);
  });
});
