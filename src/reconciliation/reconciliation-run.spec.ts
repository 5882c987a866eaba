import { describe, expect, it } from '@jest/globals';
import { ShopProblem } from '../common/problem.js';
import type { ProblemCode } from '../common/problem-table.js';
import { ReconciliationRun } from './reconciliation-run.js';

const unanswered = () => Promise.reject(new ShopProblem('payment-unavailable'));

function aRun() {
  const failures: string[] = [];
  const run = new ReconciliationRun({
    startedAt: new Date(),
    graceMs: 0,
    shouldContinue: () => true,
    onFailure: (what) => failures.push(what),
  });
  const started: string[] = [];
  const check = (name: string, work: () => Promise<unknown>) =>
    run.runCheck(name, async () => {
      started.push(name);
      await work();
    });
  const succeed = () => {
    run.recordSuccess();
    return Promise.resolve();
  };
  const forEach = (items: string[], work: (item: string) => Promise<void>) =>
    run.forEachConcurrently(items, String, work);
  return { run, failures, started, check, succeed, forEach };
}

const answered = () => Promise.resolve();

describe(ReconciliationRun.name, () => {
  it.each<ProblemCode>(['payment-unavailable', 'payment-misconfigured'])(
    'goes on when one list cannot be read: %s',
    async (code) => {
      const { run, failures, started, check, succeed } = aRun();

      await check('events', () => Promise.reject(new ShopProblem(code)));
      await check('payments', succeed);
      await check('orders', answered);

      expect(started).toEqual(['events', 'payments', 'orders']);
      expect(failures).toEqual(['events']);
      expect([run.outage, run.isIncomplete]).toEqual([null, true]);
    },
  );

  it('goes on after a step that met too many silent ones', async () => {
    const { run, failures, started, check, succeed, forEach } = aRun();
    const items = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

    await check('orders', () => forEach(items, unanswered));
    await check('events', succeed);
    await check('payments', answered);

    expect(failures).toEqual(['1', '2', '3', '4']); // four at once
    expect(started).toEqual(['orders', 'events', 'payments']);
    expect([run.outage, run.isIncomplete]).toEqual([null, true]);
  });

  it('ends when three steps in a row are silent', async () => {
    const { run, started, check, forEach } = aRun();

    await check('orders', () => forEach(['1', '2', '3', '4', '5'], unanswered));
    for (const name of ['events', 'payments', 'unmatched', 'ledgers'])
      await check(name, unanswered);

    expect(started).toEqual(['orders', 'events', 'payments']);
    expect(run.outage?.code).toBe('payment-unavailable');
    expect(run.isIncomplete).toBe(true);
  });

  it('is silent when nothing was answered, however little was asked', async () => {
    const { run, check } = aRun();

    await check('events', unanswered);

    expect(run.outage?.code).toBe('payment-unavailable');
  });

  it('has come to everything when the last ones were silent, and nothing was left', async () => {
    const { run, check, succeed, forEach } = aRun();

    await check('orders', () => forEach(['1', '2', '3'], unanswered));
    await check('events', succeed);

    expect(run.isIncomplete).toBe(false);
  });
});
