import { expect } from '@jest/globals';
import type { Answer } from './shopper.js';

export const LONGEST_PAGE_SECONDS = 10;

export async function timed(step: () => Promise<Answer>) {
  const started = performance.now();
  const answer = await step();
  return { answer, seconds: (performance.now() - started) / 1000 };
}

/** What the page says of money, if it is one that says that something went wrong. */
export function expectTruth({ status, text }: Answer, isConfirmed: boolean) {
  expect([200, 303, 503]).toContain(status);
  if (isConfirmed) {
    expect(text).not.toMatch(/Nothing (was|has been) charged/);
    if (status !== 303) expect(text).toMatch(/do not pay again|Your order is paid/);
  } else if (status === 503) {
    expect(text).toContain('Nothing was charged');
  }
}
