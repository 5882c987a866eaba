import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { takeMisfits } from 'stripe-sandbox/testing';
import type { Patch } from '../support/patch.js';
import { PaymentLife } from '../support/property/payment-life.js';
import { type Story, story } from '../support/property/steps.js';
import {
  patchedSandbox,
  type SandboxProgram,
  startSandboxProgram,
} from '../support/sandbox-program.js';

// FOLIO_PROPERTY_RUNS=5000 looks longer; FOLIO_PROPERTY_SEED repeats what a failure has printed.
const RUNS = process.env['FOLIO_PROPERTY_RUNS'];
const SEED = process.env['FOLIO_PROPERTY_SEED'];
const HOUR = 3_600_000;
// What Stripe does in the background would come between two looks.
const UNDISTURBED = { SANDBOX_LATER_SECONDS: '3600' };

let sandbox: SandboxProgram | undefined;

afterEach(() => sandbox?.program.stop());

async function live(told: Story): Promise<void> {
  if (!sandbox) throw new Error('No sandbox');
  await new PaymentLife(sandbox.url, sandbox.stripe).live(told);
  const misfits = takeMisfits();
  if (misfits.length > 0) throw new Error(misfits.join('\n'));
}

const holds = (parameters: fc.Parameters<[Story]>, act = live) =>
  fc.assert(fc.asyncProperty(story, act), {
    ...(SEED === undefined ? {} : { seed: Number(SEED) }),
    includeErrorInReport: true,
    ...parameters,
  });

describe('whatever is asked of a payment, in whatever order,', () => {
  it(
    'the rules of Stripe hold',
    async () => {
      sandbox = await startSandboxProgram({ env: UNDISTURBED });
      // A busy machine tells fewer stories, and is not late for that.
      const end = performance.now() + (RUNS === undefined ? 25_000 : HOUR);
      let lived = 0;

      await holds({ numRuns: Number(RUNS ?? 40) }, async (told) => {
        if (performance.now() > end) return;
        await live(told);
        lived += 1;
      });

      expect(lived).toBeGreaterThan(5);
    },
    HOUR,
  );
});

// With this seed all of them are met early.
const SOON = 1;

describe('a sandbox with a mistake is caught:', () => {
  it.each<[rule: string, Patch]>([
    [
      'What is out of turn changes nothing',
      {
        file: 'model/payment-intent-status.js',
        find: /(cancel: \{\s+from: \[)/,
        replace: "$1'succeeded',",
      },
    ],
    [
      'Nobody gives back more than was received',
      {
        file: 'model/charge.js',
        find: '(capturedAmount ?? 0) - refundedAmount',
        replace: '(capturedAmount ?? 0)',
      },
    ],
    [
      'A replay is byte-equal',
      {
        file: 'api/reply.js',
        find: 'body, error: null, isKept: false, replayOf: requestId',
        replace: 'body: `${body} `, error: null, isKept: false, replayOf: requestId',
      },
    ],
    [
      'Events come in an order that Stripe knows',
      {
        file: 'routes/payment-intents/keep-charge.js',
        find: /(emitEvent\(call, ofCharge.*)\s+(emitEvent\(call, ofIntent.*)/,
        replace: '$2 $1',
      },
    ],
  ])(
    '%s',
    async (rule, patch) => {
      sandbox = await startSandboxProgram({
        script: await patchedSandbox('property', [patch]),
        env: UNDISTURBED,
      });

      const failure = await holds({ seed: SOON, numRuns: 1000, endOnFailure: true }).catch(String);

      expect(failure).toContain(rule);
      expect(failure).toMatch(/seed: -?\d+/);
    },
    180_000,
  );
});
