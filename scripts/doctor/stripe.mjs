import { codeOf, messageOf } from '../launcher/error.mjs';
import { failed, note, ok } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

/** @typedef {import('../../src/config/stripe-env.js').StripeEnv} StripeEnv */

const STRIPE = 'https://api.stripe.com';
// Stripe's signatures are valid for five minutes.
const TOLERANCE_SECONDS = 300;
const NOTABLE_SECONDS = 30;
// Stripe's secrets have at least 32 characters after `whsec_`.
const COMPLETE_SECRET = /^whsec_\w{32,}$/;

/** @param {import('../../src/config/env.js').Env} env */
export async function examineStripe({ stripe, databasePath }) {
  return [...(await signingSecret(stripe, databasePath)), ...(await requestAccount(stripe))];
}

/**
 * @param {StripeEnv} stripe
 * @param {string} databasePath
 */
async function signingSecret({ mode, webhookSecrets }, databasePath) {
  const name = 'signing secret';
  if (mode === 'sandbox') return [ok(name, 'that of the sandbox')];
  const { readCliWebhookSecrets } = await importBuilt('config/cli-webhook-secret.js');
  if (mode === 'test' && readCliWebhookSecrets(databasePath).length > 0) {
    return [ok(name, 'from `npm run stripe:listen`, which is running')];
  }
  if (webhookSecrets.length === 0)
    return [failed(name, 'STRIPE_WEBHOOK_SECRET is not set', remedyFor(mode))];
  const truncated = webhookSecrets.find((secret) => !COMPLETE_SECRET.test(secret));
  if (truncated) {
    const message = `one is only ${truncated.length} characters long: it seems to be cut off`;
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
  return 'run `npm run stripe:listen` beside the shop: it passes the secret on';
}

/**
 * Sends one request, which checks the key and the clock.
 * @param {StripeEnv} stripe
 */
async function requestAccount({ mode, apiBase, secretKey }) {
  const url = apiBase ?? STRIPE;
  const sentAt = Date.now();
  try {
    const response = await fetch(`${url}/v1/account`, {
      headers: { Authorization: `Bearer ${secretKey}` },
      signal: AbortSignal.timeout(5_000),
    });
    const localTime = (sentAt + Date.now()) / 2;
    return [key(response, mode), clock(response.headers.get('date'), localTime)];
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
  const reason = codeOf(cause) ?? messageOf(error);
  if (mode === 'sandbox')
    return note('sandbox', `nothing answers at ${url} (${reason})`, 'npm start');
  const remedy = 'does this machine reach the internet, and its proxy allow api.stripe.com?';
  return failed('stripe', `${url} cannot be reached (${reason})`, remedy);
}

/**
 * @param {{ status: number }} response
 * @param {StripeEnv['mode']} mode
 */
function key({ status }, mode) {
  const name = mode === 'sandbox' ? 'sandbox' : 'stripe';
  if (status === 200)
    return ok(name, mode === 'sandbox' ? 'answers' : 'answers, and accepts the key');
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
 * @param {number} localTime
 */
function clock(date, localTime) {
  const seconds = Math.round(Math.abs(Date.parse(date ?? '') - localTime) / 1000);
  if (Number.isNaN(seconds)) return note('clock', 'the response has no Date header');
  const message = `${seconds} s from Stripe's`;
  if (seconds > TOLERANCE_SECONDS) {
    return failed(
      'clock',
      `${message}: its signatures are refused`,
      'set the time: timedatectl set-ntp true',
    );
  }
  return seconds > NOTABLE_SECONDS ? note('clock', message) : ok('clock', message);
}
