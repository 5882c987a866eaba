import { decimalsOf } from '../model/money-text.js';

/** What somebody typed, in whole minor units; null: not an amount of this currency. */
export function minorOf(typed: string, currency: string): number | null {
  const decimals = decimalsOf(currency);
  const match = /^(\d{1,9})(?:\.(\d+))?$/.exec(typed.trim());
  const fraction = match?.[2] ?? '';
  if (!match || fraction.length > decimals) return null;
  return Number(`${match[1] ?? ''}${fraction.padEnd(decimals, '0')}`);
}
