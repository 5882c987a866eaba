import Stripe from 'stripe';
import { ShopProblem } from '../../common/problem.js';
import { InvalidPaymentRequestError } from '../payment-errors.js';

const { errors } = Stripe;

const BAD_REQUEST = 400;
const CONFLICT = 409;
const RATE_LIMITED = 429;

/**
 * What the SDK threw, as a problem the shop has words for. A message of Stripe's stays in `cause`:
 * it may name our keys.
 */
export function toProblem(error: unknown): unknown {
  if (error instanceof errors.StripeAuthenticationError) return misconfigured(error);
  if (error instanceof errors.StripePermissionError) return misconfigured(error);
  if (error instanceof errors.StripeConnectionError) return unavailable(error);
  if (error instanceof errors.StripeRateLimitError) return unavailable(error);
  if (error instanceof errors.StripeAPIError) return unavailable(error);
  if (error instanceof errors.StripeError) return requestBug(error);
  return error;
}

/** The same request, with the same key, may be answered otherwise soon. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof errors.StripeError) || isIdempotentReplay(error)) return false;
  if (error instanceof errors.StripeConnectionError) return true;
  const advice = error.headers?.['stripe-should-retry'];
  if (advice) return advice === 'true';
  const { statusCode = 0 } = error;
  return statusCode === CONFLICT || statusCode === RATE_LIMITED || statusCode >= 500;
}

/** No answer, or none of Stripe's own: a refusal of this one request says nothing of the next. */
export function isOutage(error: unknown): boolean {
  if (error instanceof errors.StripeConnectionError) return true;
  return error instanceof errors.StripeError && (error.statusCode ?? 0) >= 500;
}

/** Stripe keeps what it first answered to an idempotency key, failures too, and will only repeat it. */
export function isIdempotentReplay(error: unknown): boolean {
  return error instanceof errors.StripeError && error.headers?.['idempotent-replayed'] === 'true';
}

/** 404, or the same told inside a request's parameters. */
export function isResourceMissing(error: unknown): boolean {
  return error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing';
}

/** What a refund asked for cannot be given; not a key that was used for something else. */
export function isRefundRefusal(error: unknown): error is Error {
  return isRefusal(error);
}

/** Stripe’s idea of an e-mail address is narrower than ours. */
export function isInvalidEmail(error: unknown): boolean {
  return error instanceof errors.StripeInvalidRequestError && error.code === 'email_invalid';
}

/** The PaymentIntent is past the point where the request could do anything. */
export function isUnexpectedState(error: unknown): boolean {
  const code = 'payment_intent_unexpected_state';
  return error instanceof errors.StripeInvalidRequestError && error.code === code;
}

function unavailable(cause: Error) {
  return new ShopProblem('payment-unavailable', { cause });
}

function misconfigured(cause: Error) {
  const operatorDetail =
    'Stripe refused the shop’s API key: see STRIPE_SECRET_KEY. A restricted key needs the rights that docs/guides/going-live.md lists.';
  return new ShopProblem('payment-misconfigured', { operatorDetail, cause });
}

/** For the log. Stripe’s own sentence may repeat what a shopper typed; its Dashboard shows it. */
function requestBug(cause: Stripe.errors.StripeError): Error {
  const { type, code, param, statusCode, requestId } = cause;
  const facts = { type, code, param, status: statusCode, request: requestId };
  const told = Object.entries(facts).map(([name, value]) => `${name} ${value ?? 'none'}`);
  const cure = 'Look the request up in Stripe’s Dashboard, under Developers, Logs';
  const words = `Stripe refused a request as wrong (${told.join(', ')}). ${cure}.`;
  return isRefusal(cause) ? new InvalidPaymentRequestError(words) : new Error(words);
}

/** Not a key that was used for something else: what that made may well be there. */
function isRefusal(error: unknown): error is Error {
  return error instanceof errors.StripeInvalidRequestError && error.statusCode === BAD_REQUEST;
}
