import path from 'node:path';
import Stripe from 'stripe';
import { createSandbox } from '../../src/sandbox/app.js';
import { parseConfig, type SandboxConfig } from '../../src/sandbox/config.js';
import { freshFolder } from './database.js';
import { watchedHttpClient } from './stripe-types/watched-answers.js';

export const PUBLISHABLE_KEY = 'pk_test_foliosandbox';

/** What Stripe does in the background waits until a test asks for it: `laterSeconds: 0`. */
const DEFAULTS = { SANDBOX_PORT: '0', SANDBOX_LATER_SECONDS: '3600', LOG_LEVEL: 'fatal' };

/** A sandbox inside the test's own process, on a free port, with a file of its own. */
export interface RunningSandbox {
  account: string;
  dataFile: string;
  url: string;
  /** The official SDK, which does not retry: a test wants to see each answer. */
  stripe: Stripe;
  close: () => Promise<void>;
}

export async function startSandbox(changes: Partial<SandboxConfig> = {}): Promise<RunningSandbox> {
  const dataFile = changes.dataFile ?? path.join(await freshFolder(), 'sandbox.db');
  const defaults = parseConfig(DEFAULTS, '/');
  const sandbox = createSandbox({ ...defaults, ...changes, dataFile });
  const { port, url } = await sandbox.listen();
  const { account, close } = sandbox;
  return { account, close, dataFile, url, stripe: sdkFor(port) };
}

export function sdkFor(
  port: number,
  key = 'sk_test_foliosandbox',
  { maxNetworkRetries = 0 } = {},
): Stripe {
  const local = { host: '127.0.0.1', port, protocol: 'http' as const, telemetry: false };
  return new Stripe(key, { ...local, httpClient: watchedHttpClient(), maxNetworkRetries });
}

/** What Stripe.js sends when the shopper presses Pay. */
export function confirmInBrowser(
  url: string,
  intent: Stripe.PaymentIntent,
  card: Record<string, string>,
): Promise<Response> {
  const form = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: intent.client_secret ?? '',
    use_stripe_sdk: 'true',
    'payment_method_data[type]': 'card',
  });
  const typed = {
    number: '4242424242424242',
    exp_month: '12',
    exp_year: '2034',
    cvc: '123',
    ...card,
  };
  for (const [name, value] of Object.entries(typed)) {
    form.set(`payment_method_data[card][${name}]`, value);
  }
  return fetch(`${url}/v1/payment_intents/${intent.id}/confirm`, { method: 'POST', body: form });
}

/** What the SDK throws when Stripe says no. */
export async function refusalOf(request: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await request;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The request was not refused.');
}
