import { type Currency, decimalsOf, isCurrency } from './currency.js';
import { perLocale } from '../texts/locale.js';
import { money, type Money } from './money.js';

/** `$23.00` or `¥1,500` in the shop's locale, with Stripe's decimals instead of Intl's. */
export function format(amount: Money): string {
  const digits = decimalsOf(amount.currency);
  // The text `2300E-2` is formatted exactly, without a division in floating point.
  return formatFor(amount.currency).format(`${amount.minor}E-${digits}` as `${number}`);
}

/** Making one takes as long as a hundred amounts. */
const formats = perLocale(({ tag }) => ({ tag, made: new Map<Currency, Intl.NumberFormat>() }));

function formatFor(currency: Currency): Intl.NumberFormat {
  const { tag, made } = formats();
  const known = made.get(currency);
  if (known) return known;
  const digits = decimalsOf(currency);
  const format = new Intl.NumberFormat(tag, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  made.set(currency, format);
  return format;
}

/** As `format`, or `2300 xof` for a currency that the shop does not support but Stripe can report. */
export function formatMinor(minor: number, currency: string): string {
  return isCurrency(currency) ? format(money(minor, currency)) : `${minor} ${currency}`;
}

/** `23.00`, `1500` or `-0.05`, for programs and as input. */
export function formatDecimal({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
