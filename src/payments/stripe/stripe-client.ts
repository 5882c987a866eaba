import Stripe from 'stripe';
import type { StripeEnv } from '../../config/stripe-env.js';

/** Called with the Date header of every response, errors included. */
type OnDate = (date: string | string[] | undefined) => void;

/** The SDK's client, for Stripe or, with `apiBase`, for another server with the same API. */
export function stripeClient({ secretKey, apiBase }: StripeEnv, onDate: OnDate): Stripe {
  const address = apiBase ? addressOf(new URL(apiBase)) : {};
  return new Stripe(secretKey, {
    ...address,
    telemetry: false,
    httpClient: reportingDate(onDate),
    appInfo: { name: 'Folio', url: 'https://github.com/folio-books/folio' },
  });
}

function reportingDate(onDate: OnDate) {
  const client = Stripe.createNodeHttpClient();
  const makeRequest = client.makeRequest.bind(client);
  client.makeRequest = async (...request) => {
    const response = await makeRequest(...request);
    onDate(response.getHeaders()['date']);
    return response;
  };
  return client;
}

function addressOf(url: URL) {
  const protocol = url.protocol === 'https:' ? ('https' as const) : ('http' as const);
  const port = url.port || (protocol === 'https' ? 443 : 80);
  return { host: url.hostname, port, protocol };
}
