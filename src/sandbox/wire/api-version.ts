import { invalidRequest } from './stripe-error.js';

/**
 * The account's default version: of requests that name none, and of every event. It is older than
 * the SDK's own so that the Stripe CLI, whose fixtures send `payment_method_types`, can be used.
 */
export const DEFAULT_VERSION = '2026-08-26.dahlia';

/** What `stripe listen --latest` asks for. */
export const LATEST_VERSION = '2026-10-28.endive';

const WITHOUT_PAYMENT_METHOD_TYPES = '2026-09-30';

const FORMAT = /^\d{4}-\d{2}-\d{2}(\.[a-z]+)?$/;

export function isApiVersion(text: string): boolean {
  return FORMAT.test(text);
}

export function apiVersion(header: string | undefined): string {
  if (!header || isApiVersion(header)) return effectiveVersion(header);
  throw invalidRequest(`Invalid Stripe API version: ${header.slice(0, 40)}`);
}

/** The one an answer is written in, whatever was asked for. */
export function effectiveVersion(header: string | undefined): string {
  return header && isApiVersion(header) ? header : DEFAULT_VERSION;
}

export function takesPaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) < WITHOUT_PAYMENT_METHOD_TYPES;
}
