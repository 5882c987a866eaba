import { codeOf, messageOf } from '../launcher/error.mjs';
import { failed, note, ok } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

/** @typedef {import('../../src/config/stripe-env.js').StripeEnv} StripeEnv */

const STRIPE = 'https://api.stripe.com';
// Stripe's signatures are good for five minutes.
const TOLERANCE_SECONDS = 300;
const WORTH_A_WORD_SECONDS = 30;
// Stripe's own are `whsec_` and 32 characters or more: less was cut off on its way.
const WHOLE_SECRET = /^whsec_\w{32,}$/;

/** @param {import('../../src/config/env.js').Env} env */
export async function examineStripe({ stripe, databasePath }) {
  return [...(await signingSecret(stripe, databasePath)), ...(await ask(stripe))];
}

/**
 * @param {StripeEnv} stripe
 * @param {string} databasePath
 */
async function signingSecret({ mode, webhookSecrets }, databasePath) {
  const name = 'signing secret';
  if (mode === 'sandbox') return [ok(name, 'the one of the sandbox')];
  const { readCliWebhookSecrets } = await importBuilt('config/cli-webhook-secret.js');
  if (mode === 'test' && readCliWebhookSecrets(databasePath).length > 0) {
    return [ok(name, 'handed over by `npm run stripe:listen`, which runs')];
  }
  if (webhookSecrets.length === 0)
    return [failed(name, 'STRIPE_WEBHOOK_SECRET is not set', remedyFor(mode))];
  const cut = webhookSecrets.find((secret) => !WHOLE_SECRET.test(secret));
  if (cut) {
    const message = `one is only ${cut.length} characters long: it seems to be cut off`;
    return [
      failed(name, message, 'copy the whole of it, whsec_ included, into STRIPE_WEBHOOK_SECRET'),
    ];
  }
  return [ok(name, webhookSecrets.length === 1 ? 'set' : `${webhookSecrets.length} of them`)];
}

/** @param {StripeEnv['mode']} mode */
function remedyFor(mode) {
  if (mode === 'live')
    return 'take it from the endpoint in the Dashboard: docs/guides/going-live.md';
  return 'run `npm run stripe:listen` beside the shop, which tells it the secret';
}

/**
 * One question, whose answer tells whether the key is good and what time it is there.
 * @param {StripeEnv} stripe
 */
async function ask({ mode, apiBase, secretKey }) {
  const url = apiBase ?? STRIPE;
  const asked = Date.now();
  try {
    const response = await fetch(`${url}/v1/account`, {
      headers: { Authorization: `Bearer ${secretKey}` },
      signal: AbortSignal.timeout(5_000),
    });
    const here = (asked + Date.now()) / 2;
    return [key(response, mode), clock(response.headers.get('date'), here)];
  } catch (error) {
    return [unreachable(url, mode, error)];
  }
}

/**
 * @param {string} url
 * @param {StripeEnv['mode']} mode
 * @param {unknown} error
 */
function unreachable(url, mode, error) {
  const cause = error instanceof Error ? error.cause : undefined;
  const why = codeOf(cause) ?? messageOf(error);
  if (mode === 'sandbox') return note('sandbox', `nothing answers at ${url} (${why})`, 'npm start');
  const remedy = 'does this machine reach the internet, and its proxy allow api.stripe.com?';
  return failed('stripe', `${url} cannot be reached (${why})`, remedy);
}

/**
 * @param {{ status: number }} response
 * @param {StripeEnv['mode']} mode
 */
function key({ status }, mode) {
  const name = mode === 'sandbox' ? 'sandbox' : 'stripe';
  if (status === 200)
    return ok(name, mode === 'sandbox' ? 'answers' : 'answers, and knows the key');
  /** @type {Record<number, string>} */
  const remedies = {
    401: 'copy STRIPE_SECRET_KEY again from https://dashboard.stripe.com/apikeys',
    403: 'allow the restricted key what docs/guides/going-live.md lists',
  };
  const remedy = remedies[status] ?? 'see https://status.stripe.com, then try again';
  return failed(name, `answers ${status} to this key`, remedy);
}

/**
 * @param {string | null} date
 * @param {number} here
 */
function clock(date, here) {
  const seconds = Math.round(Math.abs(Date.parse(date ?? '') - here) / 1000);
  if (Number.isNaN(seconds)) return note('clock', 'Stripe told no time');
  const message = `${seconds} s from Stripe's`;
  if (seconds > TOLERANCE_SECONDS) {
    return failed(
      'clock',
      `${message}: its signatures are refused`,
      'set the time: timedatectl set-ntp true',
    );
  }
  return seconds > WORTH_A_WORD_SECONDS ? note('clock', message) : ok('clock', message);
}
