import Stripe from 'stripe';
import { ShopProblem } from '../../problem/problem.js';

const { errors } = Stripe;

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
  return error;
}

/** 404, or the same told inside a request's parameters. */
export function isMissing(error: unknown): boolean {
  return error instanceof errors.StripeInvalidRequestError && error.code === 'resource_missing';
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
  const detail =
    'Stripe refused the shop’s API key: see STRIPE_SECRET_KEY. A restricted key needs to write PaymentIntents and to read the account.';
  return new ShopProblem('payment-misconfigured', { detail, cause });
}
