import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { currentDeadline, runWithDeadline, withinDeadline } from './deadline.js';

const never = () => new Promise<string>(() => undefined);

describe('the deadline for Stripe', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is one for all that a request asks, however late it asks', async () => {
    await runWithDeadline(9_000, async () => {
      const first = currentDeadline();
      await jest.advanceTimersByTimeAsync(4_000);
      expect(currentDeadline()).toBe(first);
    });
  });

  it('is not shared with another request', () => {
    const deadlines = [100, 200].map((ms) => runWithDeadline(ms, currentDeadline));

    expect(deadlines[1]).toBe((deadlines[0] ?? 0) + 100);
  });

  it('ends the wait for an answer that does not come', async () => {
    const waiting = runWithDeadline(9_000, () => withinDeadline(never()));
    const outcome = waiting.catch((error: unknown) => error);
    await jest.advanceTimersByTimeAsync(9_001);

    expect(await outcome).toMatchObject({ code: 'payment-unavailable' });
  });

  it('gives each who waits for a shared answer their own time', async () => {
    const shared = runWithDeadline(30_000, never);
    const page = runWithDeadline(9_000, () => withinDeadline(shared)).catch(
      (error: unknown) => error,
    );
    await jest.advanceTimersByTimeAsync(9_001);

    expect(await page).toMatchObject({ code: 'payment-unavailable' });
  });

  it('lets an answer through that comes in time, or its failure', async () => {
    await expect(withinDeadline(Promise.resolve('answer'))).resolves.toBe('answer');
    await expect(withinDeadline(Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  });
});
