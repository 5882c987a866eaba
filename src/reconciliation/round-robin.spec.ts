import { describe, expect, it } from '@jest/globals';
import { RoundRobin } from './round-robin.js';

const NUMBERS = [1, 2, 3, 4, 5, 6, 7];

async function read({ gt, lte = Infinity }: { gt: number; lte?: number }, limit: number) {
  return Promise.resolve(NUMBERS.filter((each) => each > gt && each <= lte).slice(0, limit));
}

async function all(turns: RoundRobin<number>): Promise<number[][]> {
  const batches = [];
  for await (const batch of turns.batches(read, 3)) batches.push(batch);
  return batches;
}

describe(RoundRobin.name, () => {
  it('gives everybody one turn, in batches', async () => {
    expect(await all(new RoundRobin<number>(Number))).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('goes on after the one that was begun last, and then with those before it', async () => {
    const turns = new RoundRobin<number>(Number);
    turns.begin(4);

    expect(await all(turns)).toEqual([[5, 6, 7], [1, 2, 3], [4]]);
  });

  it('begins with the first again after the last', async () => {
    const turns = new RoundRobin<number>(Number);
    turns.begin(7);

    expect(await all(turns)).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
  });

  it('goes by where it stood when it was asked, whoever is begun meanwhile', async () => {
    const turns = new RoundRobin<number>(Number);
    turns.begin(5);
    const seen: number[] = [];
    for await (const batch of turns.batches(read, 2)) {
      batch.forEach((each) => turns.begin(each));
      seen.push(...batch);
    }

    expect(seen).toEqual([6, 7, 1, 2, 3, 4, 5]);
  });
});
