import type Stripe from 'stripe';
import { PUBLISHABLE_KEY } from '../sdk.js';

/** Answers the bank's question as the sandbox's challenge page does. Stripe has no such route. */
export async function answerChallenge(
  url: string,
  { id, client_secret, next_action }: Stripe.PaymentIntent,
  outcome: 'passed' | 'failed',
): Promise<void> {
  const page = next_action?.redirect_to_url?.url ?? next_action?.use_stripe_sdk?.['stripe_js'];
  if (typeof page !== 'string')
    throw new Error(`${id} asks nothing: ${JSON.stringify(next_action)}`);
  const body = new URLSearchParams({
    key: PUBLISHABLE_KEY,
    client_secret: client_secret ?? '',
    source: new URL(page).searchParams.get('source') ?? '',
    outcome,
  });
  const answer = await fetch(`${url}/v1/payment_intents/${id}/authenticate`, {
    method: 'POST',
    body,
  });
  if (!answer.ok) throw new Error(`Not taken: ${await answer.text()}`);
}
