import { shorten } from './shorten.js';

const LONGEST = 60;

/** What somebody wrote, as an error message shows it: in quotes, shortened, and in one line. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value, LONGEST));
  return shorten(JSON.stringify(value), LONGEST);
}
