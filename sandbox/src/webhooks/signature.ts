import { createHmac } from 'node:crypto';

/** The `Stripe-Signature` header; each attempt has a time of its own. */
export function signatureHeader(payload: string, secret: string, nowMs: number): string {
  const time = Math.floor(nowMs / 1000);
  const hmac = (key: string) =>
    createHmac('sha256', key).update(`${time}.${payload}`).digest('hex');
  // Test events have a v0 too, which is worth nothing: whoever verifies has to look at v1 alone.
  return `t=${time},v1=${hmac(secret)},v0=${hmac('fake')}`;
}
