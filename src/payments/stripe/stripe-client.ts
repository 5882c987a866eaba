import Stripe from 'stripe';
import type { StripeEnv } from '../../config/stripe-env.js';

// Three attempts and the pauses between them stay under the ten seconds a page may spend on Stripe.
const ATTEMPT_TIMEOUT_MS = 2_500;
const RETRIES = 2;

/** The official client, for Stripe or for whatever speaks its language at another address. */
export function stripeClient({ secretKey, apiBase }: StripeEnv): Stripe {
  const elsewhere = apiBase ? addressOf(new URL(apiBase)) : {};
  return new Stripe(secretKey, {
    ...elsewhere,
    timeout: ATTEMPT_TIMEOUT_MS,
    maxNetworkRetries: RETRIES,
    telemetry: false,
    appInfo: { name: 'Folio', url: 'https://github.com/folio-books/folio' },
  });
}

function addressOf(url: URL) {
  const protocol = url.protocol === 'https:' ? ('https' as const) : ('http' as const);
  const port = url.port || (protocol === 'https' ? 443 : 80);
  return { host: url.hostname, port, protocol };
}
