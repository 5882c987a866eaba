import { describe, expect, it } from '@jest/globals';
import { Turns } from './turns.js';

describe(Turns.name, () => {
  it('runs so many at once and the rest in turn, whatever becomes of them', async () => {
    const turns = new Turns(2);
    const seen = { now: 0, most: 0, order: [] as number[] };
    const work = (id: number) => async () => {
      seen.now += 1;
      seen.most = Math.max(seen.most, seen.now);
      seen.order.push(id);
      await new Promise((resolve) => setImmediate(resolve));
      seen.now -= 1;
      if (id % 2 === 0) throw new Error(`${id} failed`);
      return id;
    };

    const outcomes = await Promise.allSettled([1, 2, 3, 4, 5].map((id) => turns.run(work(id))));

    expect(seen).toEqual({ now: 0, most: 2, order: [1, 2, 3, 4, 5] });
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    await expect(turns.run(work(7))).resolves.toBe(7);
  });
});
