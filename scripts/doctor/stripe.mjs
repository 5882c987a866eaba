import { codeOf, messageOf } from '../launcher/error.mjs';
import { failed, note, ok } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

/** @typedef {import('../../src/config/stripe-env.js').StripeEnv} StripeEnv */

const STRIPE = 'https://api.stripe.com';
// Stripe's signatures are valid for five minutes.
const TOLERANCE_SECONDS = 300;
const NOTABLE_SECONDS = 30;
const REQUEST = { timeout: 5_000, maxNetworkRetries: 0 };
const ALLOW = 'allow the restricted key what docs/guides/going-live.md lists';
// Stripe's secrets have at least 32 characters after `whsec_`.
const COMPLETE_SECRET = /^whsec_\w{32,}$/;

/** @param {import('../../src/config/env.js').Env} env */
export async function examineStripe({ stripe, dataDirectory }) {
  return [
    ...(await signingSecret(stripe, dataDirectory)),
    ...(await requestAccount(stripe)),
    ...(await rights(stripe)),
  ];
}

/**
 * What a restricted key may not read. Whether it may write can only be seen by writing.
 * @param {StripeEnv} stripe
 */
async function rights(stripe) {
  if (!stripe.secretKey.startsWith('rk_')) return [];
  const { stripeClient } = await importBuilt('payments/stripe/stripe-client.js');
  const client = stripeClient(stripe, () => undefined);
  const lists = {
    PaymentIntents: client.paymentIntents,
    refunds: client.refunds,
    disputes: client.disputes,
    events: client.events,
  };
  const asked = Object.entries(lists).map(async ([what, list]) => {
    const status = await statusFrom(list.list({ limit: 1 }, REQUEST));
    return status === 403 ? [what] : [];
  });
  const refused = (await Promise.all(asked)).flat();
  if (refused.length === 0) return [];
  return [failed('rights of the key', `it may not read ${refused.join(', ')}`, ALLOW)];
}

/** @param {Promise<{ lastResponse: { statusCode: number } }>} request */
const statusFrom = (request) =>
  request.then(({ lastResponse }) => lastResponse.statusCode, statusOf);

/**
 * @param {StripeEnv} stripe
 * @param {string} dataDirectory
 */
async function signingSecret({ mode, webhookSecrets }, dataDirectory) {
  const name = 'signing secret';
  if (mode === 'sandbox') return [ok(name, 'that of the sandbox')];
  const { readCliWebhookSecrets } = await importBuilt('config/cli-webhook-secret.js');
  if (mode === 'test' && readCliWebhookSecrets(dataDirectory).length > 0) {
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
 * Sends one request, as the shop sends it, which checks the key, the clock and the proxy.
 * @param {StripeEnv} stripe
 */
async function requestAccount(stripe) {
  const { stripeClient } = await importBuilt('payments/stripe/stripe-client.js');
  /** @type {string | undefined} */
  let date;
  const client = stripeClient(stripe, (answered) => (date = [answered].flat()[0]));
  const sentAt = Date.now();
  try {
    // The SDK takes an answer without an error in its body for a success, whatever its status.
    const { lastResponse } = await client.accounts.retrieveCurrent({}, REQUEST);
    return [key(lastResponse.statusCode, stripe), clock(date, (sentAt + Date.now()) / 2)];
  } catch (error) {
    const status = statusOf(error);
    if (status === null) return [unreachable(stripe, error)];
    return [key(status, stripe), clock(date, (sentAt + Date.now()) / 2)];
  }
}

/**
 * The status of an answer that the SDK throws, or null if there was no answer.
 * @param {unknown} error
 */
function statusOf(error) {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' ? status : null;
}

/**
 * @param {StripeEnv} stripe
 * @param {unknown} error
 */
function unreachable({ mode, apiBase, proxy }, error) {
  const detail = error instanceof Error && 'detail' in error ? error.detail : error;
  const reason = codeOf(detail) ?? messageOf(detail);
  if (mode === 'sandbox')
    return note('sandbox', `nothing answers at ${apiBase} (${reason})`, 'npm start');
  const remedy = proxy
    ? 'does that proxy allow api.stripe.com? HTTPS_PROXY and NO_PROXY choose it'
    : 'does this machine reach the internet? Behind a proxy, set HTTPS_PROXY';
  return failed('stripe', `${STRIPE}${via(proxy)} cannot be reached (${reason})`, remedy);
}

/**
 * Leaves out the proxy's password.
 * @param {string | null} proxy
 */
const via = (proxy) => (proxy ? ` through the proxy ${new URL(proxy).host}` : '');

/**
 * @param {number} status
 * @param {StripeEnv} stripe
 */
function key(status, { mode, secretKey }) {
  const name = mode === 'sandbox' ? 'sandbox' : 'stripe';
  if (status === 200)
    return ok(name, mode === 'sandbox' ? 'answers' : 'answers, and accepts the key');
  /** @type {Record<number, string>} */
  const remedies = {
    401: 'copy STRIPE_SECRET_KEY again from https://dashboard.stripe.com/apikeys',
    403: ALLOW,
  };
  if (status === 403 && secretKey.startsWith('rk_')) {
    return failed(name, 'this key may not read its account: no order can be begun', ALLOW);
  }
  const remedy = remedies[status] ?? 'see https://status.stripe.com, then try again';
  return failed(name, `answers ${status} to this key`, remedy);
}

/**
 * @param {string | undefined} date
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
