import { isRecord } from '../is-record.js';
import type { CardEntry } from './card-check.js';
import { parseExpiry } from './card-expiry.js';
import { digitsOf } from './card-number.js';

function cardParams({ number, expiry, cvc }: CardEntry): Record<string, unknown> {
  const { month, year } = parseExpiry(expiry) ?? {};
  return { number: digitsOf(number), exp_month: month, exp_year: year, cvc };
}

/** The page's `confirmParams` with the card put in, which only this frame knows. */
export function confirmParams(
  params: Record<string, unknown>,
  entry: CardEntry,
  defaultBillingDetails: unknown,
): Record<string, unknown> {
  const { payment_method_data: given, ...rest } = params;
  const details = isRecord(given) ? given : {};
  const billing = {
    ...(isRecord(defaultBillingDetails) ? defaultBillingDetails : {}),
    ...(isRecord(details['billing_details']) ? details['billing_details'] : {}),
  };
  return {
    ...rest,
    payment_method_data: {
      ...details,
      type: 'card',
      card: cardParams(entry),
      billing_details: billing,
    },
  };
}
