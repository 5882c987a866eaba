import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CheckpointRepository } from '../database/checkpoint.repository.js';
import type { OrderQueries } from '../orders/order.queries.js';
import type { PaymentGateway } from '../payments/payment-gateway.js';
import { StripeClockService } from '../payments/stripe-clock.service.js';
import { ListWindowService } from './list-window.service.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const NOW = new Date('2026-06-01T12:00:00Z');
const at = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

interface Case {
  firstPlacedAt?: Date;
  readTo?: Date;
  /** This machine’s clock minus Stripe’s, which shows NOW. */
  aheadMs?: number;
}

function windowOf({ firstPlacedAt, readTo, aheadMs = 0 }: Case) {
  jest.setSystemTime(NOW.getTime() + aheadMs);
  const clock = new StripeClockService();
  clock.recordSample(NOW.toUTCString());
  const gateway = { currentAccount: () => Promise.resolve({ mode: 'sandbox', account: 'acct_1' }) };
  const checkpoints = { read: () => Promise.resolve(readTo ?? null) };
  const orders = { firstPlacedAt: () => Promise.resolve(firstPlacedAt ?? null) };
  return new ListWindowService(
    gateway as unknown as PaymentGateway,
    checkpoints as unknown as CheckpointRepository,
    orders as unknown as OrderQueries,
    clock,
  );
}

describe(ListWindowService.name, () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('begins a little before what was read, or before the first order', async () => {
    const [readTo, firstPlacedAt] = [at(-MINUTE_MS), at(-DAY_MS)];

    expect(await windowOf({ readTo, firstPlacedAt }).start('events')).toEqual(at(-6 * MINUTE_MS));
    expect(await windowOf({ firstPlacedAt }).start('payments')).toEqual(
      at(-DAY_MS - 5 * MINUTE_MS),
    );
    expect(await windowOf({}).start('payments')).toBeNull();
  });

  it.each([
    ['was ahead', 0],
    ['is ahead', 2 * DAY_MS],
  ])(
    'begins thirty days ago when the clock %s as the first order was placed',
    async (_, aheadMs) => {
      const window = windowOf({ firstPlacedAt: at(DAY_MS), aheadMs });

      expect(await window.start('events')).toEqual(at(-30 * DAY_MS));
      expect(await window.start('payments')).toEqual(at(-30 * DAY_MS));
    },
  );

  it('compares the orders of thirty days after a run of a future time', async () => {
    const window = windowOf({ firstPlacedAt: at(-60 * DAY_MS), readTo: at(DAY_MS) });

    expect(await window.start('compared')).toEqual(at(-30 * DAY_MS));
  });
});
