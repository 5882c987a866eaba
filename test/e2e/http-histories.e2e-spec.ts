import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eventually } from 'stripe-sandbox/testing';
import { SHORT_PAUSES } from '../chaos/impatience.js';
import { freshDatabase } from '../support/database.js';
import { bothBooks } from '../support/http-histories/both-books.js';
import { ShoppingStory } from '../support/http-histories/shopping-story.js';
import { WITHOUT_LIMITS } from '../support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { size } from '../support/size.js';
import { World } from '../support/world.js';

// FOLIO_HTTP_HISTORIES=10000 looks longer; FOLIO_HTTP_HISTORIES_SEED repeats what a failure has printed.
const HISTORIES = size('FOLIO_HTTP_HISTORIES', { usual: 12, long: 24 });
const SEED = Number(process.env['FOLIO_HTTP_HISTORIES_SEED'] ?? Date.now());
/** With a machine that is busy with more than this. */
const PATIENCE_SECONDS = 60;
/** They wait for most of their time. */
const AT_ONCE = Math.min(HISTORIES, 12);
const ENOUGH_MS = 120_000 + HISTORIES * 1_000;

const steps = fc.array(fc.nat({ max: 99_999 }), { minLength: 10, maxLength: 20 });

describe('whatever shoppers and Stripe do, over HTTP,', () => {
  let world: World;

  beforeAll(async () => {
    const shopScript = await patchedBuild('http-histories', [WITHOUT_LIMITS, ...SHORT_PAUSES]);
    world = await World.start({
      databasePath: await freshDatabase(),
      shopScript,
      sandboxEnv: { SANDBOX_LATER_SECONDS: '0.1' },
    });
  });
  afterAll(() => world.stop());

  async function agreeInTheEnd(story: ShoppingStory) {
    for (const token of story.tokens) {
      await eventually(async () => {
        await story.back(token);
        const [ours, theirs] = await bothBooks(world, token);
        expect(ours).toEqual(theirs);
      }, PATIENCE_SECONDS);
    }
  }

  it(
    'the order and its ledger end as Stripe’s own record says',
    async () => {
      let told = 0;
      let stepsTaken = 0;
      const lanes = Array.from({ length: AT_ONCE }, (_, lane) =>
        fc.assert(
          fc.asyncProperty(steps, async (choices) => {
            told += 1;
            stepsTaken += choices.length;
            const story = new ShoppingStory(world, `story-${told}`);
            await story.live(choices);
            await agreeInTheEnd(story);
          }),
          { numRuns: Math.ceil(HISTORIES / AT_ONCE), seed: SEED + lane, endOnFailure: true },
        ),
      );

      await Promise.all(lanes);

      console.log(`${told} histories, ${stepsTaken} steps, seed ${SEED}`);
      expect(told).toBeGreaterThanOrEqual(HISTORIES);
    },
    ENOUGH_MS,
  );
});
