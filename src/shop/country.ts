import { z } from 'zod';

/** Of the regions that Intl names, those that are no country's code of ISO 3166. */
const NO_COUNTRY = ['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA']; // prettier-ignore
const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Whether it is a country's two letters, in capitals. Kosovo has the code XK by custom. */
export function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code) || NO_COUNTRY.includes(code)) return false;
  // Intl takes former codes and aliases, such as UK, for the present ones.
  return names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code;
}

/** What the European Union writes instead. */
const NOT_OF_ISO = new Map([
  ['UK', 'GB'],
  ['EL', 'GR'],
]);

/** ISO 3166-1 alpha-2, such as `GB`. */
export const Country = z.string('must be a country’s two letters, such as "US"').refine(isCountry, {
  error: ({ input }) =>
    `must be a country’s two capital letters by ISO 3166, such as ${exampleFor(String(input))}`,
});

/** The country that was probably meant, if it is like one. */
function exampleFor(given: string): string {
  const code = given.trim().toUpperCase();
  const meant = NOT_OF_ISO.get(code) ?? code;
  return isCountry(meant) ? `"${meant}"` : '"US" or "GB"';
}

/** The European Economic Area, where consumers may withdraw from a contract that was made at a distance. */
const EEA =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK';

export function isInEea(country: string): boolean {
  return EEA.split(' ').includes(country);
}
