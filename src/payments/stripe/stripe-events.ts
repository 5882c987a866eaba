import { isUtf8 } from 'node:buffer';
import Stripe from 'stripe';
import { z } from 'zod';
import { ShopProblem } from '../../common/problem.js';
import type { PaymentEvent } from '../payment-gateway.js';

const TOLERANCE_SECONDS = 300;
/** The end of the year 9999, the last that the database takes. */
const MAX_CREATED = 253_402_300_799;

const Subject = z.looseObject({
  id: z.string().optional(),
  metadata: z.record(z.string(), z.string()).nullish(),
});

const Event = z.looseObject({
  id: z.string().startsWith('evt_'),
  object: z.literal('event'),
  type: z.string().min(1),
  api_version: z.string().nullish(),
  created: z.int().min(0).max(MAX_CREATED),
  livemode: z.boolean(),
  /** Of an event of a connected account (Stripe Connect). */
  account: z.string().nullish(),
  data: z.looseObject({ object: Subject }),
});

/** For an event from Stripe's list, which needs no signature. */
export function readListedEvent(event: Stripe.Event): PaymentEvent {
  return toPaymentEvent(Event.parse(event));
}

/** The Stripe that the shop's orders are at. `account` is null until Stripe was asked for it. */
export interface StripeOrigin {
  livemode: boolean;
  account: string | null;
}

/** Throws `invalid-signature` or `invalid-event`. The body is parsed only after verification. */
export function readStripeEvent(
  body: Buffer,
  signatures: string[],
  secrets: string[],
  origin: StripeOrigin,
): PaymentEvent {
  const text = verifiedBody(body, signatures, secrets);
  const { event, livemode, account } = parse(text);
  if (livemode !== origin.livemode)
    throw otherOrigin(modeName(livemode), modeName(origin.livemode));
  if (account && origin.account && account !== origin.account) {
    throw otherOrigin(`account ${account}`, `account ${origin.account}`);
  }
  return event;
}

function verifiedBody(body: Buffer, signatures: string[], secrets: string[]): string {
  if (secrets.length === 0) {
    const hint = 'set STRIPE_WEBHOOK_SECRET to what `stripe listen` or the Stripe Dashboard shows';
    throw invalidSignature(`This shop has no signing secret: ${hint}.`);
  }
  const [header, ...more] = signatures;
  if (!header || more.length > 0) throw invalidSignature('Exactly one Stripe-Signature is needed.');
  // The SDK decodes before it verifies: bytes that are no UTF-8 would be replaced by others that were signed.
  if (!isUtf8(body)) throw invalidSignature('The body is not UTF-8.');
  if (isFromTheFuture(header)) throw invalidSignature('The timestamp lies in the future.');
  if (!secrets.some((secret) => isSignedWith(secret, body, header))) {
    throw invalidSignature(
      'No signature matches within five minutes. Likely causes: STRIPE_WEBHOOK_SECRET is of another ' +
        'endpoint (the one `stripe listen` shows differs from the Dashboard’s), the body was changed ' +
        'on the way, or a clock is wrong.',
    );
  }
  return body.toString('utf8');
}

/** The SDK refuses old timestamps, but accepts future ones. */
function isFromTheFuture(header: string): boolean {
  const stamps = [...header.matchAll(/(?:^|,)\s*t=([^,]*)/g)].map((match) => Number(match[1]));
  const limit = Date.now() / 1000 + TOLERANCE_SECONDS;
  return stamps.length !== 1 || stamps.some((stamp) => !(stamp <= limit));
}

function isSignedWith(secret: string, body: Buffer, header: string): boolean {
  try {
    // Not constructEvent, which also parses the body.
    return (
      Stripe.webhooks.signature?.verifyHeader(body, header, secret, TOLERANCE_SECONDS) ?? false
    );
  } catch {
    return false;
  }
}

function parse(text: string) {
  try {
    const event = Event.parse(JSON.parse(text));
    // Within the try: writing JSON fails for what is nested too deeply.
    return { event: toPaymentEvent(event), livemode: event.livemode, account: event.account };
  } catch (cause) {
    const detail = 'The body is signed but is not a Stripe event (snapshot events are expected).';
    throw new ShopProblem('invalid-event', { detail, cause });
  }
}

const modeName = (livemode: boolean) => (livemode ? 'live mode' : 'test mode');

function otherOrigin(theirs: string, ours: string) {
  const detail =
    `The event is of ${theirs}, and this shop is at ${ours}. Remove that webhook endpoint, ` +
    'or correct STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET.';
  return new ShopProblem('invalid-event', { detail });
}

function toPaymentEvent(event: z.infer<typeof Event>): PaymentEvent {
  return {
    eventId: event.id,
    type: event.type,
    apiVersion: event.api_version ?? null,
    createdAt: new Date(event.created * 1000),
    paymentIntentId: paymentIntentOf(event.data.object),
    claimedOrderId: event.data.object.metadata?.['order_id'] ?? null,
    payload: JSON.stringify(event, withoutSecrets),
  };
}

/** The id of the object itself, or of the payment of a charge, refund or dispute. */
function paymentIntentOf(object: Record<string, unknown>): string | null {
  const candidate = object['object'] === 'payment_intent' ? object['id'] : object['payment_intent'];
  return typeof candidate === 'string' ? candidate : null;
}

/**
 * `next_action` holds URLs with secrets, and the shop's return URL. The others hold names and addresses of people: the
 * order has what it needs, and Stripe the rest.
 */
const UNSTORED_FIELDS = [
  ...['client_secret', 'next_action', 'shipping', 'shipping_address'],
  ...['billing_details', 'evidence', 'receipt_url'],
];

function withoutSecrets(key: string, value: unknown): unknown {
  if (UNSTORED_FIELDS.includes(key)) return undefined;
  return typeof value === 'string' && /client_secret|_secret_/.test(value) ? '[secret]' : value;
}

function invalidSignature(detail: string) {
  return new ShopProblem('invalid-signature', { detail });
}
