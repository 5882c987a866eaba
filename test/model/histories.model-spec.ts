import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { size } from '../support/size.js';
import { nextState, ORDER_EVENTS, ORDER_STATES } from '../../src/orders/domain/order-state.js';
import { History } from './history.js';
import { Coverage } from './order-life.js';

// FOLIO_HISTORIES=1000000 looks longer; FOLIO_HISTORIES_SEED repeats what a failure has printed.
const HISTORIES = size('FOLIO_HISTORIES', { usual: 30_000, long: 100_000 });
const SEED = process.env['FOLIO_HISTORIES_SEED'];

const oneIn = (times: number) => fc.nat({ max: times - 1 }).map((drawn) => drawn === 0);

const histories = fc.record({
  isTampered: oneIn(3),
  isOlder: oneIn(10),
  steps: fc.array(fc.nat({ max: 99_999 }), { minLength: 10, maxLength: 40, size: 'max' }),
});

describe('an order and its money at Stripe', () => {
  it('agree in the end, whatever happened and however it was heard of', () => {
    const coverage = new Coverage();
    let steps = 0;

    fc.assert(
      fc.property(histories, (told) => {
        new History(coverage, told).live(told.steps);
        steps += told.steps.length;
      }),
      { numRuns: HISTORIES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
    );

    const pairs = ORDER_STATES.flatMap((from) => ORDER_EVENTS.map((event) => ({ from, event })));
    const met = pairs.map(({ from, event }) => ({
      pair: `${from} ${event}`,
      isEdge: nextState(from, event) !== null,
      times: coverage.count(from, event),
    }));
    const edges = met.filter(({ isEdge }) => isEdge);
    const refused = met.filter(({ isEdge }) => !isEdge);
    console.log(
      `${HISTORIES} histories, ${steps} steps; ${edges.length} edges, the rarest ${rarest(edges)}; ` +
        `${refused.length} refused pairs, the rarest ${rarest(refused)}`,
    );
    expect(met.filter(({ times }) => times === 0)).toEqual([]);
  }, 3_600_000);
});

function rarest(met: { pair: string; times: number }[]): string {
  const [first] = [...met].sort((a, b) => a.times - b.times);
  return first ? `“${first.pair}” ${first.times} times` : 'none';
}
