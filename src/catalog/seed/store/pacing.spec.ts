import { describe, expect, it } from '@jest/globals';
import { Pacing } from './pacing.js';

/** Writes so many rows a millisecond, and returns how long batches come to hold the lock. */
function settled(pacing: Pacing, rowsPerMs: number, isShared: boolean) {
  let gap = 0;
  for (let batch = 0; batch < 120; batch += 1) {
    const count = pacing.batchSize;
    gap = pacing.gapAfter({ count, ms: count / rowsPerMs, isShared });
  }
  return { ms: pacing.batchSize / rowsPerMs, gap };
}

describe(Pacing.name, () => {
  it.each([2, 20, 80])(
    'holds the write lock for 60 ms alone, 6 ms while others write, at %d rows a ms',
    (rowsPerMs) => {
      const pacing = new Pacing();

      expect(settled(pacing, rowsPerMs, false).ms).toBeCloseTo(60, 0);
      expect(settled(pacing, rowsPerMs, true).ms).toBeCloseTo(6, 0);
    },
  );

  it('leaves a gap that is longer than anybody waits before asking again', () => {
    expect(settled(new Pacing(), 10, false).gap).toBeGreaterThan(12);
    expect(settled(new Pacing(), 10, true).gap).toBeGreaterThan(12);
  });

  it('leaves no checkpoint to the shop, which makes them from 1,000 pages on', () => {
    const pacing = new Pacing();
    settled(pacing, 20, true);

    expect(pacing.checkpointAfter).toBeLessThan(1_000);
  });

  it('remembers for a while that others write', () => {
    const pacing = new Pacing();
    settled(pacing, 20, true);

    pacing.gapAfter({ count: 120, ms: 6, isShared: false });

    expect(pacing.batchSize).toBe(120);
  });

  it('makes no more of one slow batch than half the size', () => {
    const pacing = new Pacing();
    settled(pacing, 20, false);

    pacing.gapAfter({ count: 1_200, ms: 3_000, isShared: false });

    expect(pacing.batchSize).toBe(600);
  });
});
