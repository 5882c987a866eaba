import Stripe from 'stripe';
import type { StripeEnv } from '../../config/stripe-env.js';
import { ProxyAgent } from './proxy-agent.js';

/** Called with the Date header of every response, errors included. */
type OnDate = (date: string | string[] | undefined) => void;

/** The SDK's client, for Stripe or, with `apiBase`, for another server with the same API. */
export function stripeClient({ secretKey, apiBase, proxy }: StripeEnv, onDate: OnDate): Stripe {
  const address = apiBase ? addressOf(new URL(apiBase)) : {};
  const agent = proxy ? new ProxyAgent(new URL(proxy)) : undefined;
  const httpClient = Stripe.createNodeHttpClient(agent);
  return new Stripe(secretKey, {
    ...address,
    telemetry: false,
    httpClient: reportingDate(httpClient, onDate),
    appInfo: { name: 'Folio', url: 'https://github.com/folio-books/folio' },
  });
}

function reportingDate(client: ReturnType<typeof Stripe.createNodeHttpClient>, onDate: OnDate) {
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
