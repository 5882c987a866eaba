import { IntegrationError } from './integration-error.js';

export function checkPublishableKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') {
    throw new IntegrationError(
      'Please call Stripe() with your publishable key. You used an empty string.',
    );
  }
  if (/^(sk|rk)_/.test(key)) {
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js. Please pass a publishable key instead.',
    );
  }
  if (key.startsWith('pk_live_')) {
    throw new IntegrationError(
      'This is the Stripe sandbox: it refuses live keys. Use a pk_test_… key here, or load the ' +
        'real Stripe.js from https://js.stripe.com to take live payments.',
    );
  }
  if (!key.startsWith('pk_test_')) {
    throw new IntegrationError(
      `Please call Stripe() with your publishable key. It starts with pk_test_; you used "${key.slice(0, 8)}…".`,
    );
  }
  return key;
}
