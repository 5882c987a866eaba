import { afterAll, beforeAll, describe, it } from '@jest/globals';
import Stripe from 'stripe';
import { startSandbox } from '../running-sandbox.js';
import { testModeKey } from './test-mode-key.js';

export interface Sent {
  status: number;
  headers: Headers;
  /** As it came, byte for byte. */
  text: string;
  error: Record<string, unknown> | undefined;
}

interface Send {
  form?: string;
  headers?: Record<string, string>;
}

/** Whoever has to keep the contract: the sandbox, or Stripe's test mode. */
export class Party {
  constructor(
    readonly stripe: Stripe,
    readonly url: string,
    private readonly key: string,
    readonly close: () => Promise<void>,
  ) {}

  /** A request that the SDK would not make, or that has to be seen byte for byte. */
  async send(method: string, path: string, { form, headers }: Send = {}): Promise<Sent> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.key}`,
        'Content-Type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      ...(form === undefined ? {} : { body: form }),
    });
    const text = await response.text();
    const { error } = JSON.parse(text) as { error?: Record<string, unknown> };
    return { status: response.status, headers: response.headers, text, error };
  }
}

export interface Contract {
  /** Not before the tests run. */
  party: () => Party;
  stripe: () => Stripe;
  /** For what only a sandbox can be asked, such as to take a card number from a test. */
  sandboxOnly: typeof it;
  /** Stripe does not promise the order of events, and takes its time to list them. */
  isSandbox: boolean;
}

/** The same tests for the sandbox and, when there is a key, for Stripe's test mode. */
export function describeContract(topic: string, tests: (contract: Contract) => void): void {
  const key = testModeKey(process.env);
  describe(`${topic}, in the sandbox`, () => {
    tests(contractWith(startParty, true));
  });
  if (key === null) {
    it.skip(`${topic}, in Stripe's test mode: needs STRIPE_SECRET_KEY`, () => undefined);
    return;
  }
  describe(`${topic}, in Stripe's test mode`, () => {
    tests(contractWith(() => Promise.resolve(testMode(key)), false));
  });
}

function contractWith(start: () => Promise<Party>, isSandbox: boolean): Contract {
  let running: Party | undefined;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running?.close());
  const party = () => {
    if (!running) throw new Error('Ask for it inside of a test.');
    return running;
  };
  const sandboxOnly = isSandbox ? it : it.skip;
  return { party, stripe: () => party().stripe, sandboxOnly: sandboxOnly as typeof it, isSandbox };
}

async function startParty(): Promise<Party> {
  const { stripe, url, close } = await startSandbox({ laterSeconds: 0 });
  return new Party(stripe, url, 'sk_test_foliosandbox', close);
}

function testMode(key: string): Party {
  const stripe = new Stripe(key, { maxNetworkRetries: 0, telemetry: false });
  return new Party(stripe, 'https://api.stripe.com', key, () => Promise.resolve());
}
