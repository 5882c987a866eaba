import Stripe from 'stripe';
import { watchedHttpClient } from 'stripe-sandbox/testing';

export const PUBLISHABLE_KEY = 'pk_test_foliosandbox';

/** The official SDK, and somebody who compares what it reads with its types. */
export function sdkFor(
  port: number,
  key = 'sk_test_foliosandbox',
  { maxNetworkRetries = 0 } = {},
): Stripe {
  const local = { host: '127.0.0.1', port, protocol: 'http' as const, telemetry: false };
  return new Stripe(key, {
    ...local,
    httpClient: watchedHttpClient(Stripe.createNodeHttpClient()),
    maxNetworkRetries,
  });
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
