import { decimalsOf, isCurrency } from './currency.js';
import { money, type Money } from './money.js';

/** `$23.00` or `¥1,500`, with Stripe's decimals instead of Intl's. */
export function format(amount: Money): string {
  const digits = decimalsOf(amount.currency);
  // Intl formats the text `2300E-2` exactly, without a division in floating point.
  const decimal = `${amount.minor}E-${digits}` as `${number}`;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal);
}

/** As `format`, or `2300 xof` for a currency that the shop does not support but Stripe can report. */
export function formatMinor(minor: number, currency: string): string {
  return isCurrency(currency) ? format(money(minor, currency)) : `${minor} ${currency}`;
}

/** `23.00` or `1500`, for programs and as input. The amount must not be negative. */
export function formatDecimal({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
