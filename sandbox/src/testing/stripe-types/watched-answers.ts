import type Stripe from 'stripe';
import { catalogue } from './catalogue.js';
import { Misfits } from './misfits.js';

/** What answers of a sandbox, seen since the last look, had that the SDK's types do not allow. */
let seen: string[] = [];

export function takeMisfits(): string[] {
  const taken = seen;
  seen = [];
  return taken;
}

interface Asked {
  /** Such as `GET /v1/events`. */
  request: string;
  /** With a publishable key. */
  isPublic: boolean;
}

/** Never throws: a client would take it for an error of the connection. takeMisfits() tells. */
export function watch(body: unknown, { request, isPublic }: Asked): void {
  const misfits = new Misfits(catalogue(), isPublic).ofAnswer(body);
  if (misfits.length > 0) seen.push(`${request}\n  ${misfits.join('\n  ')}`);
}

/** One of the SDK's clients over HTTP, with somebody reading along. */
export function watchedHttpClient(client: Stripe.HttpClient): Stripe.HttpClient {
  const makeRequest: Stripe.HttpClient['makeRequest'] = async (...request) => {
    const [, , path, method, headers] = request;
    const response = await client.makeRequest(...request);
    const read = response.toJSON.bind(response);
    response.toJSON = async () => {
      const body: unknown = await read();
      const isPublic = isPublishable(new Headers(headers as Record<string, string>), path);
      watch(body, { request: `${method} ${path}`, isPublic });
      return body;
    };
    return response;
  };
  return { getClientName: () => client.getClientName(), makeRequest };
}

/** `fetch`, with somebody reading along what Stripe's API answers. */
export function watchedFetch(original: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await original(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isStripeObject(url, response)) return response;
    const body: unknown = await response.clone().json();
    const isPublic = isPublishable(new Headers(init?.headers), sent(init), url.search);
    watch(body, { request: `${init?.method ?? 'GET'} ${url.pathname}`, isPublic });
    return response;
  };
}

/** The Stripe CLI's sessions are no part of the API that the types describe. */
function isStripeObject({ pathname }: URL, { headers }: Response): boolean {
  const isApi = pathname.startsWith('/v1/') && !pathname.startsWith('/v1/stripecli/');
  return isApi && headers.get('content-type')?.startsWith('application/json') === true;
}

function isPublishable(headers: Headers, ...places: string[]): boolean {
  const isKey = headers.get('authorization')?.startsWith('Bearer pk_') === true;
  return isKey || places.some((place) => place.includes('key=pk_'));
}

function sent(init: RequestInit | undefined): string {
  const body = init?.body;
  return body instanceof URLSearchParams || typeof body === 'string' ? body.toString() : '';
}
