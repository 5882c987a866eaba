import { describe, expect, it } from '@jest/globals';
import { type ProblemCode, ShopProblem } from '../common/problem.js';
import { ReconciliationRun } from './reconciliation-run.js';

const unanswered = () => Promise.reject(new ShopProblem('payment-unavailable'));

function aRound() {
  const failures: string[] = [];
  const run = new ReconciliationRun({
    startedAt: new Date(),
    graceMs: 0,
    shouldContinue: () => true,
    onFailure: (what) => failures.push(what),
  });
  const begun: string[] = [];
  const step = (name: string, work: () => Promise<unknown>) =>
    run.runCheck(name, async () => {
      begun.push(name);
      await work();
    });
  const isAnswered = () => {
    run.recordSuccess();
    return Promise.resolve();
  };
  const lookAt = (items: string[], work: (item: string) => Promise<void>) =>
    run.forEachConcurrently(items, String, work);
  return { run, failures, begun, step, isAnswered, lookAt };
}

const answered = () => Promise.resolve();

describe(ReconciliationRun.name, () => {
  it.each<ProblemCode>(['payment-unavailable', 'payment-misconfigured'])(
    'goes on when one list cannot be read: %s',
    async (code) => {
      const { run, failures, begun, step, isAnswered } = aRound();

      await step('events', () => Promise.reject(new ShopProblem(code)));
      await step('payments', isAnswered);
      await step('orders', answered);

      expect(begun).toEqual(['events', 'payments', 'orders']);
      expect(failures).toEqual(['events']);
      expect([run.outage, run.isIncomplete]).toEqual([null, true]);
    },
  );

  it('goes on after a step that met too many silent ones', async () => {
    const { run, failures, begun, step, isAnswered, lookAt } = aRound();
    const items = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

    await step('orders', () => lookAt(items, unanswered));
    await step('events', isAnswered);
    await step('payments', answered);

    expect(failures).toEqual(['1', '2', '3', '4']); // four at once
    expect(begun).toEqual(['orders', 'events', 'payments']);
    expect([run.outage, run.isIncomplete]).toEqual([null, true]);
  });

  it('ends when three steps in a row are silent', async () => {
    const { run, begun, step, lookAt } = aRound();

    await step('orders', () => lookAt(['1', '2', '3', '4', '5'], unanswered));
    for (const name of ['events', 'payments', 'strangers', 'sold']) await step(name, unanswered);

    expect(begun).toEqual(['orders', 'events', 'payments']);
    expect(run.outage?.code).toBe('payment-unavailable');
    expect(run.isIncomplete).toBe(true);
  });

  it('is silent when nothing was answered, however little was asked', async () => {
    const { run, step } = aRound();

    await step('events', unanswered);

    expect(run.outage?.code).toBe('payment-unavailable');
  });

  it('has come to everything when the last ones were silent, and nothing was left', async () => {
    const { run, step, isAnswered, lookAt } = aRound();

    await step('orders', () => lookAt(['1', '2', '3'], unanswered));
    await step('events', isAnswered);

    expect(run.isIncomplete).toBe(false);
  });
});
