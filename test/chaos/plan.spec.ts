import { describe, expect, it } from '@jest/globals';
import { FAIL_POINTS, failPointsBelow } from './fail-points.js';
import { FAULT_KINDS, DRAWS } from './faults.js';
import { planRound } from './plan.js';
import { STORIES } from './stories.js';

const src = new URL('../../src', import.meta.url).pathname;
const MANY = Array.from({ length: 600 }, (_, at) => planRound(7, at + 1));

describe(planRound.name, () => {
  it('plans the same round for the same seed, and others for other seeds and rounds', () => {
    const plan = JSON.stringify(planRound(42, 3));

    expect(JSON.stringify(planRound(42, 3))).toBe(plan);
    expect(JSON.stringify(planRound(42, 4))).not.toBe(plan);
    expect(JSON.stringify(planRound(43, 3))).not.toBe(plan);
  });

  it('lets something go wrong in every round', () => {
    expect(MANY.filter(({ faults }) => faults.length === 0)).toEqual([]);
  });

  it('tells every story, makes every fault and sets every fail-point, given time', () => {
    const faults = MANY.flatMap((plan) => plan.faults);
    const stories = MANY.flatMap(({ shoppers }) => shoppers.map(({ story }) => story));
    const points = faults.flatMap((fault) => (fault.kind === 'kill-at' ? [fault.failPoint] : []));
    const drawn = FAULT_KINDS.filter((kind) => DRAWS[kind][0] > 0);

    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(drawn));
    expect(new Set(stories)).toEqual(new Set(Object.keys(STORIES)));
    expect(new Set(points)).toEqual(new Set(FAIL_POINTS));
  });
});

describe('the fail-points', () => {
  it('are those of the sources, each in one place', () => {
    const names = failPointsBelow(src).map(({ name }) => name);

    expect(names.toSorted()).toEqual(FAIL_POINTS.toSorted());
  });
});
