import { describe, expect, it } from '@jest/globals';
import { ShopProblem } from '../../common/problem.js';
import type { OrderQueries } from '../../orders/order.queries.js';
import type { PaymentSyncService } from '../../orders/payment/payment-sync.service.js';
import type { PaymentReaderService } from '../../payments/payment-reader.service.js';
import type { DiscrepanciesService } from '../discrepancies/discrepancies.service.js';
import type { ListWindowService } from '../list-window.service.js';
import { ReconciliationRun } from '../reconciliation-run.js';
import { LedgerCheck } from './ledger.check.js';

const NUMBERS = [1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008];

function aCheck() {
  const asked: string[] = [];
  const unanswered = ({ id }: { id: string }) => {
    asked.push(id);
    return Promise.reject(new ShopProblem('payment-unavailable'));
  };
  const ordersToCompare = (_since: Date, { gt, lte = Infinity }: { gt: number; lte?: number }) => {
    const numbers = NUMBERS.filter((number) => number > gt && number <= lte);
    return Promise.resolve(numbers.map((number) => ({ number, id: String(number) })));
  };
  const check = new LedgerCheck(
    {} as PaymentReaderService,
    { start: () => Promise.resolve(new Date()) } as unknown as ListWindowService,
    { find: unanswered } as unknown as OrderQueries,
    {} as PaymentSyncService,
    { ordersToCompare } as unknown as DiscrepanciesService,
  );
  const run = () =>
    check.run(
      new ReconciliationRun({
        startedAt: new Date(),
        graceMs: 0,
        shouldContinue: () => true,
        onFailure: () => undefined,
      }),
    );
  return { asked, run };
}

describe(LedgerCheck.name, () => {
  it('comes to every order in its turn, although those before it are never answered', async () => {
    const { asked, run } = aCheck();

    await run();
    const first = new Set(asked);
    await run();

    expect(first.size).toBeLessThan(NUMBERS.length);
    expect(new Set(asked).size).toBe(NUMBERS.length);
  });
});
