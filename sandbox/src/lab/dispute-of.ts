import type Stripe from 'stripe';
import type { OwnCalls } from './own-calls.js';
import { chargeOf } from './statuses.js';

/** Its charge says for good that it was disputed, not what came of it. */
export function disputeOf(own: OwnCalls, intent: Stripe.PaymentIntent): Stripe.Dispute | undefined {
  if (chargeOf(intent)?.disputed !== true) return undefined;
  return own.read('/v1/disputes', { fields: { payment_intent: intent.id } })?.data[0];
}

/** With its charge, which says the most of what became of it. */
export function intentOf(own: OwnCalls, id: string): Stripe.PaymentIntent | null {
  return own.read('/v1/payment_intents/:id', { id, fields: { 'expand[]': 'latest_charge' } });
}
