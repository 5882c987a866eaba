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
    'holds the write lock for 15 ms while others write, at %d rows a ms',
    (rowsPerMs) => {
      expect(settled(new Pacing(), rowsPerMs, true).ms).toBeCloseTo(15, 0);
    },
  );

  it('holds it for 60 ms alone, longer and longer, but never for more than half a second', () => {
    const pacing = new Pacing();
    pacing.gapAfter({ count: 50, ms: 2.5, isShared: false });
    for (let batch = 0; batch < 5; batch += 1) {
      pacing.gapAfter({ count: pacing.batchSize, ms: pacing.batchSize / 20, isShared: false });
    }

    expect(pacing.batchSize / 20).toBeGreaterThan(55);
    expect(pacing.batchSize / 20).toBeLessThan(70);
    expect(settled(pacing, 20, false).ms).toBeGreaterThan(300);
    expect(settled(pacing, 20, false).ms).toBe(500);
    expect(settled(pacing, 20, true).ms).toBeCloseTo(15, 0);
  });

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

    pacing.gapAfter({ count: 300, ms: 15, isShared: false });

    expect(pacing.batchSize).toBe(300);
  });

  it('makes no more of one slow batch than half the size', () => {
    const pacing = new Pacing();
    settled(pacing, 20, false);
    const size = pacing.batchSize;

    pacing.gapAfter({ count: size, ms: 60_000, isShared: false });

    expect(pacing.batchSize).toBe(size / 2);
  });
});
