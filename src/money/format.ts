import { decimalsOf, isCurrency } from './currency.js';
import { money, type Money } from './money.js';

/** For people: `$23.00`, `¥1,500`. Goes by Stripe's decimals, not Intl's. */
export function format(amount: Money): string {
  const digits = decimalsOf(amount.currency);
  // As text, `2300E-2`, which Intl reads exactly: a quotient would be rounded to a double first.
  const decimal = `${amount.minor}E-${digits}` as `${number}`;
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(decimal);
}

/** The same, or `2300 xof` of what the shop cannot sell in, which Stripe may speak of. */
export function formatMinor(minor: number, currency: string): string {
  return isCurrency(currency) ? format(money(minor, currency)) : `${minor} ${currency}`;
}

/** For machines, and as a person would type it: `23.00`, `1500`. Of an amount that is not negative. */
export function formatDecimal({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
