import { digitsOf } from './card-number.js';

/** Where the caret belongs once spaces and slashes have moved: behind the same digit, or at the end. */
export function caretIn(formatted: string, typed: string, caret: number): number {
  if (caret >= typed.length) return formatted.length;
  const digitsBefore = digitsOf(typed.slice(0, caret)).length;
  let seen = 0;
  for (let index = 0; index < formatted.length; index += 1) {
    if (seen === digitsBefore) return index;
    if (/\d/.test(formatted.charAt(index))) seen += 1;
  }
  return formatted.length;
}
