import { digitsOf } from './card-number.js';

export interface Expiry {
  month: number;
  year: number;
}

const SEPARATOR = ' / ';
const CENTURY = 2000;

const withLeadingZero = (month: string): string => month.padStart(2, '0');

/** "5" can only be May and "13" only January followed by a 3, so the missing zero is put in. */
function zeroFilled(digits: string): string {
  const month = Number(digits.slice(0, 2));
  return /^[2-9]/.test(digits) || month > 12 ? `0${digits}` : digits;
}

/** Browsers fill in "5/2034" and people paste it: two whole halves need no guessing. */
function fromHalves(text: string): string | null {
  const halves = /^\s*(0?[1-9]|1[0-2])\s*[-/.]\s*(?:20)?(\d\d)\s*$/.exec(text);
  const [, month, year] = halves ?? [];
  if (month === undefined || year === undefined) return null;
  return withLeadingZero(month) + SEPARATOR + year;
}

/** `deleting`: the separator is not put back, or Backspace could never pass it. */
export function formatExpiry(text: string, deleting = false): string {
  const whole = fromHalves(text);
  if (whole !== null) return whole;
  const typed = digitsOf(text);
  const digits = (/^[1-9]\s*\/$/.test(text) ? `0${typed}` : zeroFilled(typed)).slice(0, 4);
  if (digits.length < 2 || (deleting && digits.length === 2)) return digits;
  return digits.slice(0, 2) + SEPARATOR + digits.slice(2);
}

export function parseExpiry(text: string): Expiry | null {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  const month = Number(digits.slice(0, 2));
  return month < 1 || month > 12 ? null : { month, year: CENTURY + Number(digits.slice(2)) };
}
