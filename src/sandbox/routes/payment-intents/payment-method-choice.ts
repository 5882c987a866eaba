import type { PaymentIntent } from '../../model/payment-intent.js';
import { takesPaymentMethodTypes } from '../../wire/api-version.js';
import type { Params } from '../../wire/params.js';
import { invalidRequest, notImitated } from '../../wire/stripe-error.js';
import type { Call } from '../../api/endpoint.js';

type Choice = PaymentIntent['automaticPaymentMethods'];

/** Dynamic payment methods unless the caller names the types; the only type here is `card`. */
export function readPaymentMethodChoice({ params, apiVersion }: Call): Choice {
  const automatic = params.hash('automatic_payment_methods');
  const types = readTypes(params, apiVersion);
  if (automatic && types) {
    const names = 'automatic_payment_methods, payment_method_types';
    throw invalidRequest(`You may only specify one of these parameters: ${names}.`);
  }
  if (types) return null;
  if (!automatic) return { allowRedirects: 'always' };
  const isEnabled = automatic.boolean('enabled');
  if (isEnabled === undefined) automatic.requiredText('enabled');
  const allowRedirects = automatic.oneOf('allow_redirects', ['always', 'never']) ?? 'always';
  return isEnabled ? { allowRedirects } : null;
}

function readTypes(params: Params, version: string): string[] | undefined {
  refuseOldTypes(params, version);
  const old = params.texts('payment_method_types');
  const types = params.texts('allowed_payment_method_types') ?? old;
  const other = types?.find((type) => type !== 'card');
  if (other !== undefined) throw notImitated(`payments by ${other}`, 'payment_method_types');
  return types;
}

export function refuseOldTypes(params: Params, version: string): void {
  if (!params.has('payment_method_types') || takesPaymentMethodTypes(version)) return;
  const message =
    'The parameter `payment_method_types` is no longer supported as of API version 2026-09-30.endive. Use `automatic_payment_methods` or `allowed_payment_method_types`.';
  const code = 'payment_method_types_no_longer_supported';
  throw invalidRequest(message, { code, param: 'payment_method_types' });
}
