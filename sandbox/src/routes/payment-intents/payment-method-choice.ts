import type { PaymentIntent } from '../../model/payment-intent.js';
import { takesPaymentMethodTypes } from '../../wire/api-version.js';
import type { Params } from '../../wire/params.js';
import { invalidRequest, notImitated } from '../../wire/stripe-error.js';
import type { Call } from '../../api/endpoint.js';

type Choice = Pick<PaymentIntent, 'automaticPaymentMethods' | 'allowedPaymentMethodTypes'>;

const WAYS = [
  'allowed_payment_method_types',
  'automatic_payment_methods',
  'payment_method_types',
] as const;

/** Dynamic payment methods unless the caller names the types; the only type here is `card`. */
export function readPaymentMethodChoice(call: Call): Choice {
  const types = readTypes(call);
  const automatic = call.params.hash('automatic_payment_methods');
  if (types) return types;
  if (!automatic) return dynamically('always');
  const isEnabled = automatic.boolean('enabled');
  if (isEnabled === undefined) automatic.requiredText('enabled');
  const allowRedirects = automatic.oneOf('allow_redirects', ['always', 'never']) ?? 'always';
  if (isEnabled) return dynamically(allowRedirects);
  return { automaticPaymentMethods: null, allowedPaymentMethodTypes: null };
}

/** When the caller names them; undefined: they stay what they are. */
export function readTypes({ params, apiVersion }: Call): Choice | undefined {
  refuseOldTypes(params, apiVersion);
  refuseSeveralWays(params);
  const exact = params.texts('payment_method_types');
  const allowed = params.texts('allowed_payment_method_types');
  const other = exact?.find((type) => type !== 'card');
  if (other !== undefined) throw notImitated(`payments by ${other}`, 'payment_method_types');
  if (!exact && !allowed) return undefined;
  // Stripe leaves out of these what the payment cannot use.
  if (allowed && !allowed.includes('card')) {
    throw notImitated('payments without a card', 'allowed_payment_method_types');
  }
  return { automaticPaymentMethods: null, allowedPaymentMethodTypes: allowed ?? null };
}

function dynamically(allowRedirects: 'always' | 'never'): Choice {
  return { automaticPaymentMethods: { allowRedirects }, allowedPaymentMethodTypes: null };
}

function refuseSeveralWays(params: Params): void {
  const sent = WAYS.filter((name) => params.has(name));
  if (sent.length < 2) return;
  throw invalidRequest(`You may only specify one of these parameters: ${sent.join(', ')}.`);
}

function refuseOldTypes(params: Params, version: string): void {
  if (!params.has('payment_method_types') || takesPaymentMethodTypes(version)) return;
  const message =
    'The parameter `payment_method_types` is no longer supported as of API version 2026-09-30.endive. Use `automatic_payment_methods` or `allowed_payment_method_types`.';
  const code = 'payment_method_types_no_longer_supported';
  throw invalidRequest(message, { code, param: 'payment_method_types' });
}
