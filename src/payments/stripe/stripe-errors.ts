import Stripe from 'stripe';
import { ShopProblem } from '../../common/problem.js';
import { InvalidPaymentRequestError } from '../payment-errors.js';

const { errors } = Stripe;

const BAD_REQUEST = 400;
const CONFLICT = 409;
const RATE_LIMITED = 429;

/**
 * Maps an error of the SDK to a `ShopProblem`. Stripe's message stays in `cause`: it may contain parts
 * of the API key.
 */
export function toProblem(error: unknown): unknown {
  if (error instanceof errors.StripeAuthenticationError) return misconfigured(error);
  if (error instanceof errors.StripePermissionError) return misconfigured(error);
  if (error instanceof errors.StripeConnectionError) return unavailable(error);
  if (error instanceof errors.StripeRateLimitError) return unavailable(error);
  if (error instanceof errors.StripeAPIError) return unavailable(error);
  // The shop confirms no payment itself, so that no request of its own meets a card.
  if (error instanceof errors.StripeCardError) return unavailable(error);
  if (error instanceof errors.StripeError) return requestBug(error);
  // Of the SDK, about text that is not well-formed: nothing was sent.
  if (error instanceof URIError) return new InvalidPaymentRequestError(String(error));
  // Of the SDK, about an answer that is no object.
  if (error instanceof TypeError) return unavailable(error);
  return error;
}

/** For `catch`: maps the error by `toProblem`. */
export function rethrowAsProblem(error: unknown): never {
  throw toProblem(error);
}

/** For `catch`: `answer` for an expected error. Others are mapped by `toProblem`. */
export function answerIf<const T>(isExpected: (error: unknown) => boolean, answer: T) {
  return (error: unknown): T => (isExpected(error) ? answer : rethrowAsProblem(error));
}

/** The same request, with the same idempotency key, may succeed soon. */
export function isWorthRetrying(error: unknown): boolean {
  if (!(error instanceof errors.StripeError) || isIdempotentReplay(error)) return false;
  if (error instanceof errors.StripeConnectionError) return true;
  const advice = error.headers?.['stripe-should-retry'];
  if (advice) return advice === 'true';
  const { statusCode = 0 } = error;
  return statusCode === CONFLICT || statusCode === RATE_LIMITED || statusCode >= 500;
}

/** No response, or a 5xx: a failure that other requests are likely to meet. */
export function isOutage(error: unknown): boolean {
  if (error instanceof errors.StripeConnectionError) return true;
  return error instanceof errors.StripeError && (error.statusCode ?? 0) >= 500;
}

/** Stripe stores the first response to an idempotency key, failures included, and repeats it. */
export function isIdempotentReplay(error: unknown): boolean {
  return error instanceof errors.StripeError && error.headers?.['idempotent-replayed'] === 'true';
}

/**
 * A replayed failure; or the key was used with other parameters, as by a version of the shop that sent others. A request
 * under way with the same key is an error of another class.
 */
export function isKeySpent(error: unknown): boolean {
  return isIdempotentReplay(error) || error instanceof errors.StripeIdempotencyError;
}

const isInvalidRequest = (code: string) => (error: unknown) =>
  error instanceof errors.StripeInvalidRequestError && error.code === code;

/** The object, or one that a parameter refers to, does not exist. */
export const isResourceMissing = isInvalidRequest('resource_missing');

/** Stripe’s validation of e-mail addresses is stricter than the shop’s. */
export const isInvalidEmail = isInvalidRequest('email_invalid');

/** The status of the PaymentIntent does not allow the request. */
export const isUnexpectedState = isInvalidRequest('payment_intent_unexpected_state');

function unavailable(cause: Error) {
  return new ShopProblem('payment-unavailable', { cause });
}

function misconfigured(cause: Error) {
  const operatorDetail =
    'Stripe refused the shop’s API key: see STRIPE_SECRET_KEY. A restricted key needs the rights that docs/guides/going-live.md lists.';
  return new ShopProblem('payment-misconfigured', { operatorDetail, cause });
}

/** For the log. Leaves out Stripe’s message, which may repeat what a shopper typed. */
function requestBug(cause: Stripe.errors.StripeError): Error {
  const { type, code, param, statusCode, requestId } = cause;
  const facts = { type, code, param, status: statusCode, request: requestId };
  const details = Object.entries(facts).map(([name, value]) => `${name} ${value ?? 'none'}`);
  const hint = 'Look the request up in Stripe’s Dashboard, under Developers, Logs';
  const message = `Stripe refused a request as wrong (${details.join(', ')}). ${hint}.`;
  return isRefusal(cause) ? new InvalidPaymentRequestError(message) : new Error(message);
}

/** Stripe rejected the request as invalid and did nothing. Idempotency errors have another class. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof errors.StripeInvalidRequestError && error.statusCode === BAD_REQUEST;
}
