import { describe, expect, it } from '@jest/globals';
import { addressPresence, checkAddress } from './address-check.js';
import { type AddressEntry, EMPTY_ADDRESS } from './address-entry.js';
import { readAddressOptions } from './address-options.js';

const WHOLE: AddressEntry = {
  ...EMPTY_ADDRESS,
  name: 'Ada Lovelace',
  country: 'US',
  line1: '12 Analytical Way',
  city: 'Portland',
  state: 'OR',
  postal_code: '97201',
};

const PHONE = { mode: 'shipping', fields: { phone: 'always' } };

const problemsOf = (change: Partial<AddressEntry>, asked: unknown = { mode: 'shipping' }) =>
  checkAddress({ ...WHOLE, ...change }, readAddressOptions(asked)).map(({ code }) => code);

describe(checkAddress, () => {
  it('finds nothing wrong with a whole address', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('names what is missing in the order of the fields', () => {
    expect(problemsOf({ ...EMPTY_ADDRESS, country: 'US' })).toEqual([
      'incomplete_name',
      'incomplete_line1',
      'incomplete_city',
      'incomplete_state',
      'incomplete_postal_code',
    ]);
  });

  it.each([
    ['US', '9720'],
    ['CA', '97201'],
    ['GB', '97201'],
    ['DE', 'ABC'],
    ['NL', '1234'],
  ])('refuses in %s the postal code %s', (country, postal_code) => {
    expect(problemsOf({ country, postal_code })).toEqual(['invalid_postal_code']);
  });

  it.each([
    ['US', '97201-1234'],
    ['CA', 'k1a 0b1'],
    ['GB', 'SW1A 1AA'],
    ['NL', '1234 AB'],
    ['KE', 'whatever they use'],
  ])('takes in %s the postal code %s', (country, postal_code) => {
    expect(problemsOf({ country, postal_code })).toEqual([]);
  });

  it('asks for no postal code where there are none', () => {
    expect(problemsOf({ country: 'HK', postal_code: '', state: '' })).toEqual([]);
  });

  it('calls the postal code what it is called there', () => {
    const entry = { ...WHOLE, country: 'IN', postal_code: '1' };

    expect(checkAddress(entry, readAddressOptions({}))).toMatchObject([
      { message: 'Your PIN is invalid.' },
    ]);
  });

  it.each([
    ['', ['incomplete_phone']],
    ['12', ['invalid_phone']],
    ['call me', ['invalid_phone']],
    ['+1 (503) 555-0100', []],
  ])('says of the phone number "%s": %j', (phone, problems) => {
    expect(problemsOf({ phone }, PHONE)).toEqual(problems);
  });

  it('can do without a phone number when the page says so', () => {
    expect(
      problemsOf({ phone: '' }, { ...PHONE, validation: { phone: { required: 'never' } } }),
    ).toEqual([]);
  });

  it('refuses PO boxes only when the page does', () => {
    const line1 = 'P.O. Box 12';

    expect(problemsOf({ line1 })).toEqual([]);
    expect(problemsOf({ line1 }, { mode: 'shipping', blockPoBox: true })).toEqual([
      'invalid_line1',
    ]);
  });
});

describe(addressPresence, () => {
  it('asks for both names in place of the one', () => {
    const options = readAddressOptions({ display: { name: 'split' } });

    expect(addressPresence(options, 'US')).toMatchObject({
      name: 'hidden',
      first_name: 'required',
      last_name: 'required',
    });
  });

  it('asks for a state only where an address has one', () => {
    expect(addressPresence(readAddressOptions({}), 'DE').state).toBe('hidden');
    expect(addressPresence(readAddressOptions({}), 'IT').state).toBe('required');
  });
});
