import { describe, expect, it } from '@jest/globals';
import { Pacing } from './pacing.js';

/** One batch, at so many rows a millisecond. Returns how it was. */
function write(pacing: Pacing, rowsPerMs: number, others: boolean) {
  const batch = { rows: 0, ms: 0 };
  do {
    const count = pacing.sliceSize;
    const ms = count / rowsPerMs;
    batch.rows += count;
    batch.ms += ms;
    pacing.sliceWritten({ count, ms });
  } while (!pacing.isEnough(batch));
  return { ...batch, gap: pacing.gapAfter(batch.ms, others) };
}

function settled(pacing: Pacing, rowsPerMs: number, others: boolean) {
  for (let batch = 0; batch < 120; batch += 1) write(pacing, rowsPerMs, others);
  return write(pacing, rowsPerMs, others);
}

describe(Pacing.name, () => {
  it.each([2, 20, 80])(
    'holds the write lock for 10 ms while others write, at %d rows a ms',
    (rowsPerMs) => {
      expect(settled(new Pacing(), rowsPerMs, true).ms).toBeCloseTo(10, 0);
    },
  );

  it('holds it for 60 ms alone, longer and longer, but never for more than two seconds', () => {
    const pacing = new Pacing();

    const first = write(pacing, 2, false).ms;
    expect([first >= 60, first < 75]).toEqual([true, true]);
    expect(settled(pacing, 2, false).ms).toBeGreaterThan(300);
    for (let more = 0; more < 10; more += 1) settled(pacing, 2, false);
    expect(settled(pacing, 2, false).ms).toBeCloseTo(2_000, -2);
    expect(settled(pacing, 2, true).ms).toBeCloseTo(10, 0);
  });

  it('writes no more rows at once than the cache has pages for', () => {
    const pacing = new Pacing();
    for (let more = 0; more < 10; more += 1) settled(pacing, 50, false);

    expect(settled(pacing, 50, false).rows).toBeLessThan(21_000);
  });

  it('notices within 10 ms that somebody waits', () => {
    const pacing = new Pacing();
    settled(pacing, 20, false);

    expect(pacing.sliceSize / 20).toBeCloseTo(10, 0);
  });

  it('leaves a gap that is longer than anybody waits before asking again', () => {
    const pacing = new Pacing();

    expect(settled(pacing, 10, true).gap).toBeGreaterThan(12);
    expect(settled(pacing, 10, false).gap).toBeGreaterThan(12);
    expect(new Pacing().gapAfter(900, false)).toBeGreaterThan(100);
  });

  it('leaves no checkpoint to the shop, which makes them from 1,000 pages on', () => {
    const pacing = new Pacing();
    settled(pacing, 20, true);

    expect(pacing.checkpointAfter).toBeLessThan(1_000);
  });

  it('remembers for a while that others write', () => {
    const pacing = new Pacing();
    settled(pacing, 20, true);

    write(pacing, 20, false);

    expect(write(pacing, 20, false).ms).toBeCloseTo(10, 0);
  });

  it('makes no more of one slow slice than half the size', () => {
    const pacing = new Pacing();
    settled(pacing, 20, false);
    const size = pacing.sliceSize;

    pacing.sliceWritten({ count: size, ms: 60_000 });

    expect(pacing.sliceSize).toBe(size / 2);
  });
});
