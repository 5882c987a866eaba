import type { Response } from 'express';
import type { IdempotencyRecord } from '../store/idempotency-records.js';
import { type ErrorBody, StripeError } from '../wire/stripe-error.js';
import type { Answer } from './endpoint.js';

/** An answer in bytes, so that it can be given again exactly. */
export interface Reply {
  status: number;
  body: string;
  /** What it was refused for. */
  error: ErrorBody | null;
  /** Given again to the same idempotency key. */
  isKept: boolean;
  /** The request this is the answer of, when it is a replay. */
  replayOf: string | null;
}

export function replyOf(answer: Answer, logUrl: string): Reply {
  const { status, body } = answer;
  if (status === 402) return refusalOf(new StripeError(status, body.error, true), logUrl);
  return { status, body: bytesOf(body), error: null, isKept: true, replayOf: null };
}

/** `logUrl` is the page about the request: not for those whose key is none of Stripe's. */
export function refusalOf(
  { status, body: error, isKeptForReplay: isKept }: StripeError,
  logUrl: string | null,
): Reply {
  const { type, ...told } = error;
  const link = logUrl === null || status === 401 ? {} : { request_log_url: logUrl };
  const body = bytesOf({ error: { ...told, ...link, type } });
  return { status, body, error, isKept, replayOf: null };
}

export function replayOf({ status, body, requestId }: IdempotencyRecord): Reply {
  return { status, body, error: null, isKept: false, replayOf: requestId };
}

/** The sandbox's own mistakes look like Stripe's. */
export const BROKEN = new StripeError(
  500,
  {
    message:
      'An unexpected error occurred in the sandbox. Its log says what; this is not an error of your integration.',
    type: 'api_error',
  },
  true,
);

/** Of a request that nothing was done for: it is never sent. */
export const CUT: Reply = { status: 0, body: '', error: null, isKept: false, replayOf: null };

interface Origin {
  method: string;
  requestId: string;
  idempotencyKey: string | null;
  version: string;
}

export function sendReply(response: Response, reply: Reply, origin: Origin): void {
  // Not by Express, which would add a charset.
  const headers = new Map(Object.entries(headersOf(reply, origin)));
  response.status(reply.status).setHeaders(headers).end(reply.body);
}

function headersOf(reply: Reply, origin: Origin): Record<string, string> {
  const { requestId, idempotencyKey, version } = origin;
  const { replayOf } = reply;
  return {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': requestId,
    'Stripe-Version': version,
    ...(idempotencyKey === null
      ? {}
      : { 'Idempotency-Key': idempotencyKey, 'Original-Request': replayOf ?? requestId }),
    ...(replayOf === null ? {} : { 'Idempotent-Replayed': 'true' }),
    ...retryAdvice(reply, origin),
    ...(reply.error?.code === 'rate_limit' ? { 'Stripe-Rate-Limited-Reason': 'global-rate' } : {}),
  };
}

/** Without it the SDKs retry a 409 and a 500, and no 429. */
function retryAdvice(
  { status, error, isKept, replayOf }: Reply,
  { method }: Origin,
): Record<string, string> {
  if (status === 409 || error?.code === 'lock_timeout') return { 'Stripe-Should-Retry': 'true' };
  // The same key would only get the same answer again.
  const isExecuted = method === 'POST' && (isKept || replayOf !== null);
  return isExecuted ? { 'Stripe-Should-Retry': 'false' } : {};
}

function bytesOf(body: unknown): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}
