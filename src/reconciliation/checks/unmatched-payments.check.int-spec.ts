import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aPayment } from '../../../test/support/payments.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import { NO_ORDER, unmatchedPaymentSubject } from '../discrepancies/unmatched-payment.js';
import { ReconciliationRun } from '../reconciliation-run.js';
import { UnmatchedPaymentsCheck } from './unmatched-payments.check.js';

const IDS = Array.from({ length: 25 }, (_, at) => `pi_${at + 1}`);
const PER_RUN = 20;

describe(UnmatchedPaymentsCheck.name, () => {
  let shop: ShopInProcess;

  beforeEach(async () => {
    shop = await openShop();
    const discrepancies = shop.get(DiscrepanciesService);
    for (const paymentIntentId of IDS) {
      shop.gateway.payments.set(paymentIntentId, aPayment({ paymentIntentId }));
      const values = { shopValue: NO_ORDER, stripeValue: 'incomplete: $23.00' };
      await discrepancies.record(unmatchedPaymentSubject(paymentIntentId), values);
    }
  });
  afterEach(() => shop.close());

  async function run(): Promise<string[]> {
    const before = shop.gateway.asked.length;
    const [startedAt, onFailure] = [new Date(), () => undefined];
    await shop
      .get(UnmatchedPaymentsCheck)
      .run(new ReconciliationRun({ startedAt, graceMs: 0, shouldContinue: () => true, onFailure }));
    return shop.gateway.asked.slice(before).sort();
  }

  it('looks at a few payments each round, and at every one in its turn', async () => {
    const first = await run();
    const second = await run();
    const third = await run();

    expect(first).toHaveLength(PER_RUN);
    expect([...first, ...second].sort()).toEqual([...IDS].sort());
    expect(third).toEqual(first);
  });
});
