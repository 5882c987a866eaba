import { signatureHeader } from './signature.js';

/** What Stripe sends along with an event. */
export function signedHeaders(
  payload: string,
  secret: string,
  nowMs: number,
): Record<string, string> {
  return {
    Accept: '*/*; q=0.5, application/xml',
    'Cache-Control': 'no-cache',
    'Content-Type': 'application/json; charset=utf-8',
    'Stripe-Signature': signatureHeader(payload, secret, nowMs),
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
  };
}
