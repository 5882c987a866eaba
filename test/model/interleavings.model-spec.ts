import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { size } from '../support/size.js';
import { FLOW_NAMES, type FlowName } from './flows.js';
import { BEGINNINGS, interleave, type Plan } from './interleaving.js';
import { Meetings } from './meetings.js';
import { Scripted } from './scripted.js';
import { Stage } from './stage.js';

// FOLIO_INTERLEAVINGS=20000 looks longer. FOLIO_INTERLEAVINGS_SEED and FOLIO_INTERLEAVINGS_PATH repeat
// what a failure has printed as its seed and path.
const RUNS = size('FOLIO_INTERLEAVINGS', { usual: 12, long: 40 });
const SEED = process.env['FOLIO_INTERLEAVINGS_SEED'];
const PATH = process.env['FOLIO_INTERLEAVINGS_PATH'];

const flow = fc.record({
  name: fc.constantFrom(...FLOW_NAMES),
  process: fc.nat({ max: 1 }),
  payment: fc.nat({ max: 1 }),
});

// Each shrinks to one that nobody misses.
const someFlows = fc
  .tuple(...Array.from({ length: 7 }, () => fc.option(flow, { freq: 8 })))
  .map((flows) => flows.filter((one) => one !== null));

const plans = (flows: fc.Arbitrary<Plan['flows']>): fc.Arbitrary<Plan> =>
  fc.record({
    beginning: fc.constantFrom(...BEGINNINGS),
    stock: fc.integer({ min: 1, max: 3 }),
    flows,
    deliveries: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 6 }),
  });

describe('an order that many things happen to at once', () => {
  let stage: Stage;
  const meetings = new Meetings();

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(async () => {
    await stage.close();
  });

  const check = (
    flows: fc.Arbitrary<Plan['flows']>,
    parameters: fc.Parameters<[Plan, fc.Scheduler]>,
  ) =>
    fc.assert(
      fc.asyncProperty(plans(flows), fc.scheduler(), async (plan, scheduler) => {
        const { wrong, story } = await interleave(stage, plan, scheduler);
        meetings.note(story);
        expect(wrong).toEqual([]);
      }),
      parameters,
    );

  it('is what Stripe has of it, whoever was heard first', async () => {
    await check(someFlows, {
      numRuns: RUNS,
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
      ...(PATH === undefined ? {} : { path: PATH }),
    });
    const told = meetings.tell();
    // Those that chance has kept apart.
    for (let tries = 0; meetings.unmet.length > 0 && tries < 20; tries += 1) {
      for (const pair of meetings.unmet) await check(fc.constant(together(pair)), { numRuns: 1 });
    }

    console.log(told);
    expect(meetings.unmet).toEqual([]);
  }, 3_600_000);

  describe('as it was found once', () => {
    it('tells of a decline once when an old answer repeats it while the bank decides again', async () => {
      const { wrong, shop } = await interleave(
        stage,
        aPlan('open', ['decline', 'return', 'slow bank', 'sweep'], ['page']),
        new Scripted(['decline', 'page: retrieve reaches Stripe', 'return', 'slow bank', 'sweep']),
      );

      expect(wrong).toEqual([]);
      expect(shop.orders.map(({ state }) => state)).toEqual(['processing']);
    });

    it('tells of a decline once when an old answer repeats it after the next one', async () => {
      const { wrong } = await interleave(
        stage,
        aPlan('open', ['decline', 'return', 'late decline', 'refund in part'], ['page']),
        new Scripted([
          'decline',
          'page: retrieve reaches Stripe',
          'return',
          'late decline',
          'refund in part',
        ]),
      );

      expect(wrong).toEqual([]);
    });

    it('sees no disagreement in an answer that is older than the ledger', async () => {
      const { shop } = await interleave(
        stage,
        aPlan('open', ['payment', 'return'], ['page', 'sweep']),
        new Scripted(['page', 'payment', 'return', 'sweep']),
      );

      expect(shop.orders.map(({ state }) => state)).toEqual(['paid']);
      expect(shop.discrepancies).toEqual([]);
    });

    it('finds the refund that somebody else was making when it looked', async () => {
      const { wrong, shop } = await interleave(
        stage,
        aPlan('paid', ['refund in full'], ['refund in full']),
        new Scripted([
          'refund in full: refund reaches Stripe',
          'refund in full (2): list refunds is answered',
          'refund in full (2): writes',
          'refund in full',
        ]),
      );

      expect(wrong).toEqual([]);
      expect(shop.orders.map(({ state }) => state)).toEqual(['refunded']);
    });
  });
});

/** With a payment, so that Stripe has something to tell. */
function together(pair: string[]): Plan['flows'] {
  const names = FLOW_NAMES.filter((name) => name === 'payment' || pair.includes(name));
  return names.map((name, process) => ({ name, process, payment: 0 }));
}

/** By the names of what happens in each of the two instances. No event is delivered. */
function aPlan(beginning: Plan['beginning'], ...processes: FlowName[][]): Plan {
  const flows = processes.flatMap((names, process) =>
    names.map((name) => ({ name, process, payment: 0 })),
  );
  return { beginning, stock: 3, flows, deliveries: [0] };
}
