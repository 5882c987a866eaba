import Stripe from 'stripe';
import type { StripeEnv } from '../../config/stripe-env.js';

/** The official client, for Stripe or for whatever speaks its language at another address. */
export function stripeClient({ secretKey, apiBase }: StripeEnv): Stripe {
  const elsewhere = apiBase ? addressOf(new URL(apiBase)) : {};
  return new Stripe(secretKey, {
    ...elsewhere,
    telemetry: false,
    appInfo: { name: 'Folio', url: 'https://github.com/folio-books/folio' },
  });
}

function addressOf(url: URL) {
  const protocol = url.protocol === 'https:' ? ('https' as const) : ('http' as const);
  const port = url.port || (protocol === 'https' ? 443 : 80);
  return { host: url.hostname, port, protocol };
}
