import { isRecord } from '../is-record.js';
import { IntegrationError } from './integration-error.js';

// Stripe's name for the option, and for the parameter of the API that has to take its place.
const FIELDS = [
  ['name', 'name'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['address.country', 'address.country'],
  ['address.postalCode', 'address.postal_code'],
  ['address.state', 'address.state'],
  ['address.city', 'address.city'],
  ['address.line1', 'address.line1'],
  ['address.line2', 'address.line2'],
] as const;

/** 'never' may be said of one field or of all below. */
const isNever = (asked: unknown, path: readonly string[]): boolean =>
  asked === 'never' || (isRecord(asked) && isNever(asked[path[0] ?? ''], path.slice(1)));

const find = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((found, name) => (isRecord(found) ? found[name] : undefined), value);

/** What the page keeps the Payment Element from asking, it has to bring along itself. */
export function refuseMissingFields(fields: unknown, billingDetails: unknown): void {
  const asked = isRecord(fields) ? fields['billingDetails'] : undefined;
  for (const [option, param] of FIELDS) {
    if (!isNever(asked, option.split('.')) || find(billingDetails, param) !== undefined) continue;
    throw new IntegrationError(
      `You specified "never" for fields.billing_details.${param} when creating the payment Element, but did not pass confirmParams.payment_method_data.billing_details.${param} when calling stripe.confirmPayment(). If you opt out of collecting data via the payment Element using the fields option, the data must be passed in when calling stripe.confirmPayment().`,
    );
  }
}
