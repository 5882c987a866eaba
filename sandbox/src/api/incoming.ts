import type { Request } from 'express';
import { invalidRequest } from '../wire/stripe-error.js';

/** The parts of an HTTP request that Stripe looks at. */
export interface Incoming {
  requestId: string;
  nowMs: number;
  method: string;
  path: string;
  origin: string;
  ip: string;
  objectId: string;
  authorization: string | undefined;
  /** `Stripe-Account` and `Stripe-Context`: whose account is meant. */
  accounts: string[];
  idempotencyKey: string | null;
  versionHeader: string | undefined;
  contentType: string | undefined;
  query: string;
  body: string;
}

export function incomingOf(request: Request, requestId: string): Incoming {
  const { id } = request.params;
  const body: unknown = request.body;
  const [, ...query] = request.originalUrl.split('?');
  return {
    requestId,
    nowMs: Date.now(),
    method: request.method,
    path: `${request.baseUrl}${request.path}`,
    origin: `http://${request.get('host') ?? ''}`,
    ip: request.ip ?? '',
    objectId: typeof id === 'string' ? id : '',
    authorization: request.get('authorization'),
    accounts: ['stripe-account', 'stripe-context']
      .map((name) => request.get(name) ?? '')
      .filter((account) => account !== ''),
    // A GET is idempotent by itself: Stripe ignores the header on it.
    idempotencyKey: request.method === 'POST' ? (request.get('idempotency-key') ?? null) : null,
    versionHeader: request.get('stripe-version'),
    contentType: request.get('content-type'),
    query: query.join('?'),
    body: typeof body === 'string' ? body : '',
  };
}

/** The parameters as one form text, wherever they were written. */
export function formTextOf({ query, body, contentType }: Incoming): string {
  const isForm = contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (body !== '' && !isForm) throw invalidRequest(NO_FORM);
  return [query, body].filter((text) => text !== '').join('&');
}

const NO_FORM =
  'Invalid request (check that your POST content type is application/x-www-form-urlencoded). If you have any questions, we can help at https://support.stripe.com/.';
