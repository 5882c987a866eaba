import Stripe from 'stripe';
import type { StripeEnv } from '../../config/stripe-env.js';

/** Called with the Date header of every answer, the unwelcome ones too. */
type OnDate = (date: string | string[] | undefined) => void;

/** The official client, for Stripe or for whatever speaks its language at another address. */
export function stripeClient({ secretKey, apiBase }: StripeEnv, onDate: OnDate): Stripe {
  const elsewhere = apiBase ? addressOf(new URL(apiBase)) : {};
  return new Stripe(secretKey, {
    ...elsewhere,
    telemetry: false,
    httpClient: reportingDate(onDate),
    appInfo: { name: 'Folio', url: 'https://github.com/folio-books/folio' },
  });
}

function reportingDate(onDate: OnDate) {
  const client = Stripe.createNodeHttpClient();
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const answer = await makeRequest(...request);
    onDate(answer.getHeaders()['date']);
    return answer;
  };
  return client;
}

function addressOf(url: URL) {
  const protocol = url.protocol === 'https:' ? ('https' as const) : ('http' as const);
  const port = url.port || (protocol === 'https' ? 443 : 80);
  return { host: url.hostname, port, protocol };
}
