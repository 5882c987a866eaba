import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { runWithDeadline } from '../resilience/deadline.js';
import { type AttemptOptions, StripeRequestExecutor } from './stripe-request-executor.js';

const refusal = (statusCode: number, headers: Record<string, string> = {}) =>
  Stripe.errors.StripeError.generate({ type: 'api_error', message: 'no', statusCode, headers });

/** Rejects with each of these errors in order, then resolves. */
function failing(...errors: Error[]) {
  const asked: AttemptOptions[] = [];
  const ask = (options: AttemptOptions) => {
    const error = errors[asked.length];
    asked.push(options);
    return error ? Promise.reject(error) : Promise.resolve('answer');
  };
  return { ask, asked };
}

const askStripe = <T>(ask: (options: AttemptOptions) => Promise<T>) =>
  new StripeRequestExecutor().execute(ask);

describe(StripeRequestExecutor.name, () => {
  it.each([409, 429, 500, 503])('asks again after a %i', async (status) => {
    const { ask, asked } = failing(refusal(status));

    expect(await askStripe(ask)).toBe('answer');
    expect(asked).toHaveLength(2);
  });

  it('stops after the third attempt', async () => {
    const { ask, asked } = failing(...Array.from({ length: 5 }, () => refusal(503)));

    await expect(askStripe(ask)).rejects.toThrow('no');
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['a wrong request', refusal(400)],
    ['what Stripe says not to retry', refusal(500, { 'stripe-should-retry': 'false' })],
    ['a replayed failure', refusal(500, { 'idempotent-replayed': 'true' })],
  ])('does not repeat %s', async (_case, error) => {
    const { ask, asked } = failing(error);

    await expect(askStripe(ask)).rejects.toBe(error);
    expect(asked).toHaveLength(1);
  });

  it('gives an attempt no more time than the request has left, and leaves retries to itself', async () => {
    const { ask, asked } = failing();

    await runWithDeadline(1_000, () => askStripe(ask));

    expect(asked[0]?.timeout).toBeLessThanOrEqual(1_000);
    expect(asked[0]?.maxNetworkRetries).toBe(0);
  });

  it('does not ask at all when no time is left', async () => {
    const { ask, asked } = failing();

    const late = runWithDeadline(-1, () => askStripe(ask));

    await expect(late).rejects.toMatchObject({ code: 'payment-unavailable' });
    expect(asked).toEqual([]);
  });

  it('asks no more, for a while, when nothing but failures came', async () => {
    const executor = new StripeRequestExecutor();
    const { ask, asked } = failing(...Array.from({ length: 20 }, () => refusal(503)));
    for (let times = 1; times <= 4; times += 1) await executor.execute(ask).catch(() => null);

    await expect(executor.execute(ask)).rejects.toMatchObject({ code: 'payment-unavailable' });
    expect(asked).toHaveLength(10);
  });

  it('does not take refusals of single requests for a Stripe that is down', async () => {
    const executor = new StripeRequestExecutor();
    const { ask, asked } = failing(...Array.from({ length: 20 }, () => refusal(400)));
    for (let times = 1; times <= 20; times += 1) await executor.execute(ask).catch(() => null);

    expect(await executor.execute(ask)).toBe('answer');
    expect(asked).toHaveLength(21);
  });

  it('has twenty under way at once, and no time runs longer for those who wait', async () => {
    const executor = new StripeRequestExecutor();
    let active = 0;
    const hang = () => {
      active += 1;
      return new Promise<never>(() => undefined);
    };

    const asked = Array.from({ length: 30 }, () =>
      runWithDeadline(500, () => executor.execute(hang)),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(active).toBe(20);

    const answers = await Promise.allSettled(asked);
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(executor.execute(() => Promise.resolve('answer'))).resolves.toBe('answer');
  });
});
