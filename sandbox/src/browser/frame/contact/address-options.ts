import type { AddressMode } from '@stripe/stripe-js';
import { isRecord } from '../../is-record.js';
import { type AddressEntry, ADDRESS_FIELDS, EMPTY_ADDRESS } from './address-entry.js';
import { COUNTRIES } from './countries.js';

export interface AddressOptions {
  mode: AddressMode;
  countries: readonly string[];
  nameDisplay: 'full' | 'split' | 'organization';
  phone: 'hidden' | 'optional' | 'required';
  refusesPoBoxes: boolean;
}

const part = (value: unknown, name: string): unknown => (isRecord(value) ? value[name] : undefined);

/** Reads what the page passed to `elements.create('address')`. It comes from another origin. */
export function readAddressOptions(asked: unknown): AddressOptions {
  const nameDisplay = part(part(asked, 'display'), 'name');
  return {
    mode: part(asked, 'mode') === 'billing' ? 'billing' : 'shipping',
    countries: readCountries(part(asked, 'allowedCountries')),
    nameDisplay: nameDisplay === 'split' || nameDisplay === 'organization' ? nameDisplay : 'full',
    phone: readPhone(asked),
    refusesPoBoxes: part(asked, 'blockPoBox') === true,
  };
}

function readCountries(allowed: unknown): readonly string[] {
  const codes = Array.isArray(allowed) ? COUNTRIES.filter((code) => allowed.includes(code)) : [];
  return codes.length === 0 ? COUNTRIES : codes;
}

function readPhone(asked: unknown): AddressOptions['phone'] {
  if (part(part(asked, 'fields'), 'phone') !== 'always') return 'hidden';
  const required = part(part(part(asked, 'validation'), 'phone'), 'required');
  return required === 'never' ? 'optional' : 'required';
}

/** What the fields hold at first. `home` is the shopper's country, as the browser tells it. */
export function readDefaultAddress(
  asked: unknown,
  { countries }: AddressOptions,
  home: string,
): AddressEntry {
  const given = part(asked, 'defaultValues');
  const entry = { ...EMPTY_ADDRESS };
  for (const field of ADDRESS_FIELDS) {
    const value = part(field.isOfAddress ? part(given, 'address') : given, field.option);
    if (typeof value === 'string') entry[field.name] = value;
  }
  const wanted = [entry.country, home, 'US'].find((code) => countries.includes(code));
  return { ...entry, country: wanted ?? countries[0] ?? '' };
}
