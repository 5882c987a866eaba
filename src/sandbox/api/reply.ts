import type { Response } from 'express';
import type { IdempotencyRecord } from '../store/idempotency-records.js';
import { StripeError } from '../wire/stripe-error.js';
import type { Answer } from './endpoint.js';

/** An answer in bytes, so that it can be given again exactly. */
export interface Reply {
  status: number;
  body: string;
  /** Given again to the same idempotency key. */
  isKept: boolean;
  /** The request this is the answer of, when it is a replay. */
  replayOf: string | null;
}

export function replyOf({ status, body }: Answer): Reply {
  return { status, body: bytesOf(body), isKept: true, replayOf: null };
}

export function refusalOf({ status, body, isKeptForReplay }: StripeError): Reply {
  return { status, body: bytesOf({ error: body }), isKept: isKeptForReplay, replayOf: null };
}

export function replayOf({ status, body, requestId }: IdempotencyRecord): Reply {
  return { status, body, isKept: false, replayOf: requestId };
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
export const CUT: Reply = { status: 0, body: '', isKept: false, replayOf: null };

interface Origin {
  requestId: string;
  idempotencyKey: string | null;
  version: string;
}

export function sendReply(response: Response, reply: Reply, origin: Origin): void {
  response.status(reply.status).set(headersOf(reply, origin)).end(reply.body);
}

function headersOf(
  { status, isKept, replayOf }: Reply,
  { requestId, idempotencyKey, version }: Origin,
): Record<string, string> {
  const original = replayOf ?? (isKept ? requestId : null);
  return {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, no-store',
    'Request-Id': requestId,
    'Stripe-Version': version,
    ...(idempotencyKey === null ? {} : { 'Idempotency-Key': idempotencyKey }),
    ...(idempotencyKey !== null && original !== null ? { 'Original-Request': original } : {}),
    ...(replayOf === null ? {} : { 'Idempotent-Replayed': 'true' }),
    ...retryAdvice(status, isKept || replayOf !== null),
  };
}

function retryAdvice(status: number, isKept: boolean): Record<string, string> {
  if (status === 409) return { 'Stripe-Should-Retry': 'true' };
  // The same key would only get the same answer again.
  return status === 500 && isKept ? { 'Stripe-Should-Retry': 'false' } : {};
}

function bytesOf(body: unknown): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}
