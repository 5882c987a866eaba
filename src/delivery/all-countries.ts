import { isCountry } from '../shop/country.js';

const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Every country's code by ISO 3166-1 alpha-2, in order. */
export function allCountries(): string[] {
  return LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry);
}
