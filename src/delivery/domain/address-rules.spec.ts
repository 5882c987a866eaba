import { describe, expect, it } from '@jest/globals';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import { fieldsOf } from '../../common/address-format.js';
import type { Address } from '../../pricing/delivery.js';
import { addressProblems, isRequired, sampleAddress, tidyAddress } from './address-rules.js';

const problemsIn = (country: string, changes: Partial<Address> = {}) => [
  ...addressProblems({ ...AN_ADDRESS, ...changes }, country, fieldsOf(country)),
];

describe(addressProblems, () => {
  it('finds all at once', () => {
    const nothing = { name: '', line1: '', city: '', state: '', postalCode: '' };

    expect(problemsIn('US', { ...nothing, phone: 'call me' })).toEqual([
      ['name', 'missing'],
      ['line1', 'missing'],
      ['city', 'missing'],
      ['state', 'missing'],
      ['postalCode', 'missing'],
      ['phone', 'not-a-number'],
    ]);
  });

  it.each([
    ['US', '97205', '9720'],
    ['US', '97205-1234', '97205-12'],
    ['CA', 'K1A 0B1', 'K1A 0B'],
    ['CA', 'K1A0B1', '11A 0B1'],
    ['GB', 'SW1A 1AA', 'SW1A'],
    ['GB', 'M1 1AE', 'M1 1A'],
    ['DE', '50667', '5066'],
    ['NL', '1012 AB', '1012'],
    ['JP', '100-0001', '1000'],
    ['SE', '111 20', '11 120'],
  ])('takes a postal code of %s, %s, and not %s', (country, right, wrong) => {
    expect(problemsIn(country, { postalCode: right })).toEqual([]);
    expect(problemsIn(country, { postalCode: wrong })).toEqual([['postalCode', 'not-a-code']]);
  });

  it('takes what it cannot judge: any code, or none, of a country whose codes it does not know', () => {
    expect(problemsIn('CL', { postalCode: 'x' })).toEqual([]);
    expect(problemsIn('CL', { postalCode: '', state: '' })).toEqual([]);
  });

  it('takes as much as it may be, and no more', () => {
    expect(problemsIn('US', { name: 'x'.repeat(100) })).toEqual([]);
    expect(problemsIn('US', { name: 'x'.repeat(101) })).toEqual([['name', 'too-long']]);
  });

  it('asks for no field that the country does not write', () => {
    expect(problemsIn('JP', { city: '' }).map(([field]) => field)).not.toContain('city');
    expect(isRequired('state', 'DE')).toBe(false);
  });
});

describe(tidyAddress, () => {
  const german = (entries: Partial<Address>) => tidyAddress(entries, 'DE', fieldsOf('DE'));

  it('is trimmed and on one line each, and has nothing that is not written', () => {
    expect(german({ name: ' Ada\n Lovelace\t', state: 'OR' })).toEqual({
      ...{ name: 'Ada Lovelace', line1: '', line2: '', city: '', state: '', postalCode: '' },
      phone: '',
    });
  });

  it('has no half of a character, which no request can carry, and no control character', () => {
    expect(german({ name: '\ud800 Ada\u0000\udc00\u0007Lovelace 🏠' }).name).toBe(
      'Ada Lovelace 🏠',
    );
  });

  it('writes a code in capitals where letters belong to it', () => {
    expect(tidyAddress({ postalCode: 'sw1a 1aa' }, 'GB', fieldsOf('GB')).postalCode).toBe(
      'SW1A 1AA',
    );
  });
});

describe(sampleAddress, () => {
  it.each(['US', 'CA', 'GB', 'DE', 'JP', 'AU', 'CL'])('is a good one in %s', (country) => {
    const written = fieldsOf(country);

    expect([...addressProblems(sampleAddress(country, written), country, written)]).toEqual([]);
  });
});
