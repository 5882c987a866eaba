/** How a country writes its addresses, as far as a form has to know. */
export interface AddressFormat {
  cityLabel: string;
  /** null: not part of an address there. */
  stateLabel: string | null;
  postalLabel: string | null;
  /** null: not every address has one, and any will do. */
  postalCode: RegExp | null;
}

const FIVE_DIGITS = /^\d{5}$/;
const FOUR_DIGITS = /^\d{4}$/;
const UK = /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i;

const USUAL: AddressFormat = {
  cityLabel: 'City',
  stateLabel: null,
  postalLabel: 'Postal code',
  postalCode: null,
};

const withPostalCode = (postalCode: RegExp): AddressFormat => ({ ...USUAL, postalCode });
const withoutPostalCode: AddressFormat = { ...USUAL, postalLabel: null };

const FORMATS: Record<string, AddressFormat> = {
  AE: { ...withoutPostalCode, stateLabel: 'Emirate' },
  AT: withPostalCode(FOUR_DIGITS),
  AU: {
    ...withPostalCode(FOUR_DIGITS),
    cityLabel: 'Suburb',
    stateLabel: 'State',
    postalLabel: 'Postcode',
  },
  BE: withPostalCode(FOUR_DIGITS),
  BR: { ...withPostalCode(/^\d{5}-?\d{3}$/), stateLabel: 'State' },
  CA: { ...withPostalCode(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/i), stateLabel: 'Province' },
  CH: withPostalCode(FOUR_DIGITS),
  CN: { ...withPostalCode(/^\d{6}$/), stateLabel: 'Province' },
  CZ: withPostalCode(/^\d{3} ?\d{2}$/),
  DE: withPostalCode(FIVE_DIGITS),
  DK: withPostalCode(FOUR_DIGITS),
  ES: { ...withPostalCode(FIVE_DIGITS), stateLabel: 'Province' },
  FI: withPostalCode(FIVE_DIGITS),
  FR: withPostalCode(FIVE_DIGITS),
  GB: { ...withPostalCode(UK), cityLabel: 'Town or city', postalLabel: 'Postcode' },
  HK: { ...withoutPostalCode, cityLabel: 'District' },
  IE: { ...USUAL, cityLabel: 'Town or city', stateLabel: 'County', postalLabel: 'Eircode' },
  IN: { ...withPostalCode(/^\d{6}$/), stateLabel: 'State', postalLabel: 'PIN' },
  IT: { ...withPostalCode(FIVE_DIGITS), stateLabel: 'Province' },
  JP: { ...withPostalCode(/^\d{3}-?\d{4}$/), stateLabel: 'Prefecture' },
  MX: { ...withPostalCode(FIVE_DIGITS), stateLabel: 'State' },
  NL: withPostalCode(/^\d{4} ?[A-Z]{2}$/i),
  NO: withPostalCode(FOUR_DIGITS),
  NZ: { ...withPostalCode(FOUR_DIGITS), postalLabel: 'Postcode' },
  PL: withPostalCode(/^\d{2}-?\d{3}$/),
  PT: withPostalCode(/^\d{4}-?\d{3}$/),
  SE: withPostalCode(/^\d{3} ?\d{2}$/),
  SG: withPostalCode(/^\d{6}$/),
  US: { ...withPostalCode(/^\d{5}(-\d{4})?$/), stateLabel: 'State', postalLabel: 'ZIP' },
};

export const addressFormat = (country: string): AddressFormat =>
  (Object.hasOwn(FORMATS, country) ? FORMATS[country] : undefined) ?? USUAL;
