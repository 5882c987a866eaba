import type { Address, AddressField } from '../../pricing/delivery.js';

interface CountryRules {
  /** Besides name, first line and city: what a letter cannot do without. */
  required: readonly ('state' | 'postalCode')[];
  /** The whole postal code, in capitals. */
  postalCode?: RegExp;
  example?: string;
  stateExample?: string;
}

const postal = (postalCode: RegExp, example: string): CountryRules => ({
  required: ['postalCode'],
  postalCode,
  example,
});
const withState = (stateExample: string, rules: CountryRules): CountryRules => ({
  ...rules,
  stateExample,
  required: ['state', ...rules.required],
});

/** Where the code is known well enough to refuse another. Elsewhere any text is taken, or none. */
const RULES: Readonly<Record<string, CountryRules>> = {
  AT: postal(/^\d{4}$/, '1010'),
  AU: withState('VIC', postal(/^\d{4}$/, '3000')),
  BE: postal(/^\d{4}$/, '1000'),
  BG: postal(/^\d{4}$/, '1000'),
  BR: withState('SP', postal(/^\d{5}-?\d{3}$/, '01310-100')),
  CA: withState('ON', postal(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, 'K1A 0B1')),
  CH: postal(/^\d{4}$/, '8001'),
  CY: postal(/^\d{4}$/, '1010'),
  CZ: postal(/^\d{3} ?\d{2}$/, '110 00'),
  DE: postal(/^\d{5}$/, '10115'),
  DK: postal(/^\d{4}$/, '1050'),
  EE: postal(/^\d{5}$/, '10111'),
  ES: postal(/^\d{5}$/, '28001'),
  FI: postal(/^\d{5}$/, '00100'),
  FR: postal(/^\d{2} ?\d{3}$/, '75001'),
  GB: postal(/^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/, 'SW1A 1AA'),
  GR: postal(/^\d{3} ?\d{2}$/, '104 31'),
  HR: postal(/^\d{5}$/, '10000'),
  HU: postal(/^\d{4}$/, '1011'),
  IN: withState('Delhi', postal(/^\d{6}$/, '110001')),
  IT: postal(/^\d{5}$/, '00118'),
  JP: withState('Tokyo', postal(/^\d{3}-?\d{4}$/, '100-0001')),
  LT: postal(/^(LT-)?\d{5}$/, '01100'),
  LU: postal(/^\d{4}$/, '1009'),
  LV: postal(/^(LV-)?\d{4}$/, 'LV-1010'),
  MX: withState('CDMX', postal(/^\d{5}$/, '06000')),
  NL: postal(/^\d{4} ?[A-Z]{2}$/, '1012 AB'),
  NO: postal(/^\d{4}$/, '0150'),
  NZ: postal(/^\d{4}$/, '6011'),
  PL: postal(/^\d{2}-?\d{3}$/, '00-001'),
  PT: postal(/^\d{4}-?\d{3}$/, '1100-148'),
  RO: postal(/^\d{6}$/, '010011'),
  SE: postal(/^\d{3} ?\d{2}$/, '111 20'),
  SI: postal(/^\d{4}$/, '1000'),
  SK: postal(/^\d{3} ?\d{2}$/, '811 01'),
  US: withState('OR', postal(/^\d{5}(-\d{4})?$/, '97205')),
};

/** In characters; Stripe takes each of these. */
export const MAX_LENGTHS: Readonly<Record<AddressField, number>> = {
  name: 100,
  line1: 150,
  line2: 150,
  city: 100,
  state: 100,
  postalCode: 20,
  phone: 30,
};

export type AddressProblem = 'missing' | 'too-long' | 'not-a-code' | 'not-a-number';

/** `written`: the fields that the country writes, in its order. */
export function isRequired(field: AddressField, country: string): boolean {
  if (field === 'line2' || field === 'phone') return false;
  if (field === 'state' || field === 'postalCode') {
    return (RULES[country]?.required ?? []).includes(field);
  }
  return true;
}

/** Null where any text is taken. */
export function postalCodeExample(country: string): string | null {
  return RULES[country]?.example ?? null;
}

/** An address of nobody, for trying the shop. */
export function sampleAddress(country: string, written: readonly AddressField[]): Address {
  const { example = '', stateExample = '' } = RULES[country] ?? {};
  const entries = {
    name: 'Ada Lovelace',
    line1: '12 Mill Lane',
    city: 'Riverside',
    state: stateExample,
    postalCode: example,
  };
  return tidyAddress(entries, country, written);
}

/** One problem for each field, at most. */
export function addressProblems(
  address: Address,
  country: string,
  written: readonly AddressField[],
): Map<AddressField, AddressProblem> {
  const problems = new Map<AddressField, AddressProblem>();
  for (const field of written) {
    const problem = problemOf(field, address[field], country);
    if (problem) problems.set(field, problem);
  }
  return problems;
}

function problemOf(field: AddressField, text: string, country: string): AddressProblem | null {
  if (text === '') return isRequired(field, country) ? 'missing' : null;
  if (text.length > MAX_LENGTHS[field]) return 'too-long';
  const code = RULES[country]?.postalCode;
  if (field === 'postalCode' && code && !code.test(text)) return 'not-a-code';
  return field === 'phone' && !/^\+?[\d\s().\-/]{5,}$/.test(text) ? 'not-a-number' : null;
}

/**
 * Trimmed, on one line each, without control characters and halves of characters, which no request can carry; the code in
 * capitals where letters belong to it, and nothing that is not written.
 */
export function tidyAddress(
  entries: Partial<Address>,
  country: string,
  written: readonly AddressField[],
): Address {
  const of = (field: AddressField) => {
    if (!written.includes(field)) return '';
    const text = (entries[field] ?? '').replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, ' ').trim();
    return field === 'postalCode' && RULES[country] ? text.toUpperCase() : text;
  };
  return {
    name: of('name'),
    line1: of('line1'),
    line2: of('line2'),
    city: of('city'),
    state: of('state'),
    postalCode: of('postalCode'),
    phone: of('phone'),
  };
}
