import { perLocale } from '../texts/locale.js';

const names = perLocale(({ tag }) => new Intl.DisplayNames(tag, { type: 'region' }));

/** Of a code by ISO 3166-1 alpha-2. */
export function countryName(code: string): string {
  return names().of(code) ?? code;
}
