import { describe, expect, it } from '@jest/globals';
import { EMPTY_ADDRESS, isEmptyAddress } from './address-entry.js';
import { readAddressOptions } from './address-options.js';
import { toAddressValue } from './address-value.js';

const NO_LINES = { line1: '', line2: null, city: '', state: '', postal_code: '', country: 'US' };

describe(toAddressValue, () => {
  it('is in Stripe’s shape before anything is typed', () => {
    const entry = { ...EMPTY_ADDRESS, country: 'US' };

    expect(toAddressValue(entry, readAddressOptions({}))).toEqual({ name: '', address: NO_LINES });
  });

  it('has a name in parts, and whole', () => {
    const entry = { ...EMPTY_ADDRESS, country: 'US', first_name: 'Ada', last_name: 'Lovelace' };

    expect(toAddressValue(entry, readAddressOptions({ display: { name: 'split' } }))).toEqual({
      name: 'Ada Lovelace',
      firstName: 'Ada',
      lastName: 'Lovelace',
      address: NO_LINES,
    });
  });

  it('has a phone number where one is asked for', () => {
    const options = readAddressOptions({ fields: { phone: 'always' } });

    expect(toAddressValue({ ...EMPTY_ADDRESS, phone: '555' }, options).phone).toBe('555');
  });
});

describe(isEmptyAddress, () => {
  it('takes the country for nothing, which is chosen from the start', () => {
    expect(isEmptyAddress({ ...EMPTY_ADDRESS, country: 'US' })).toBe(true);
    expect(isEmptyAddress({ ...EMPTY_ADDRESS, city: 'P' })).toBe(false);
  });
});
