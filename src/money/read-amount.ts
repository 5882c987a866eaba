import { decimalsOf, type Currency } from './currency.js';
import { money, type Money } from './money.js';

const PARTS = /^(\d{1,10})(?:\.(\d+))?$/;

/** What a person typed, `23` or `23.00`: null when it is no amount of this currency. */
export function readAmount(text: string, currency: Currency): Money | null {
  const [, whole, fraction = ''] = PARTS.exec(text) ?? [];
  const digits = decimalsOf(currency);
  if (whole === undefined || fraction.length > digits) return null;
  return money(Number(whole + fraction.padEnd(digits, '0')), currency);
}

/** The same the other way round: what a person would type. */
export function typeAmount({ minor, currency }: Money): string {
  const digits = decimalsOf(currency);
  const text = String(minor).padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
