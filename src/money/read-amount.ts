import { decimalsOf, type Currency } from './currency.js';
import { money, type Money } from './money.js';

const PARTS = /^(\d{1,10})(?:\.(\d+))?$/;

/** Parses `23` or `23.00`. Null if it is not an amount in this currency. */
export function readAmount(text: string, currency: Currency): Money | null {
  const [, whole, fraction = ''] = PARTS.exec(text) ?? [];
  const digits = decimalsOf(currency);
  if (whole === undefined || fraction.length > digits) return null;
  return money(Number(whole + fraction.padEnd(digits, '0')), currency);
}
