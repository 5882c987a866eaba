import { describe, expect, it } from '@jest/globals';
import { nextAttempt } from './next-attempt.js';

const received = new Date('2026-01-01T00:00:00Z');
const after = (seconds: number) => new Date(received.getTime() + seconds * 1000);

describe(nextAttempt.name, () => {
  it('doubles its pause from a quarter of a minute to an hour', () => {
    expect(nextAttempt(received, 0, received)).toEqual(after(15));
    expect(nextAttempt(received, 1, received)).toEqual(after(30));
    expect(nextAttempt(received, 20, received)).toEqual(after(3600));
  });

  it('gives up after a day', () => {
    expect(nextAttempt(received, 30, after(22 * 3600))).toEqual(after(23 * 3600));
    expect(nextAttempt(received, 31, after(23.5 * 3600))).toBeNull();
  });
});
