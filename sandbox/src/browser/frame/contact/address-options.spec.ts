import { describe, expect, it } from '@jest/globals';
import { EMPTY_ADDRESS } from './address-entry.js';
import { readAddressOptions, readDefaultAddress } from './address-options.js';
import { COUNTRIES, countryChoices } from './countries.js';
import { stateChoices } from './subdivisions.js';

describe(readAddressOptions, () => {
  it.each([undefined, 'shipping', { display: 7, fields: null, allowedCountries: 'US' }])(
    'asks the usual where it cannot read %j',
    (asked) => {
      expect(readAddressOptions(asked)).toEqual({
        mode: 'shipping',
        countries: COUNTRIES,
        nameDisplay: 'full',
        phone: 'hidden',
        refusesPoBoxes: false,
      });
    },
  );

  it('lets the page choose among countries that there are', () => {
    expect(readAddressOptions({ allowedCountries: ['US', 'XX', 'CA'] }).countries).toEqual([
      'CA',
      'US',
    ]);
  });
});

describe(readDefaultAddress, () => {
  const address = { line1: '12 Analytical Way', postal_code: '97201', country: 'US' };

  it('fills in what the page knows', () => {
    const asked = { defaultValues: { name: 'Ada', phone: '555', address } };

    expect(readDefaultAddress(asked, readAddressOptions(asked), 'DE')).toEqual({
      ...EMPTY_ADDRESS,
      ...address,
      name: 'Ada',
      phone: '555',
    });
  });

  it.each([
    [undefined, 'DE', 'DE'],
    [undefined, '', 'US'],
    [['CA', 'MX'], 'DE', 'CA'],
  ])(
    'starts, when %j are allowed and the shopper is at home in "%s", in %s',
    (allowed, home, country) => {
      const asked = { allowedCountries: allowed };

      expect(readDefaultAddress(asked, readAddressOptions(asked), home).country).toBe(country);
    },
  );
});

describe(countryChoices, () => {
  it('knows every country by name, in the order of the names', () => {
    const labels = countryChoices(COUNTRIES).map(({ label }) => label);

    expect(labels.slice(0, 2)).toEqual(['Afghanistan', 'Åland Islands']);
    expect(labels.filter((label) => /^[A-Z]{2}$/.test(label))).toEqual([]);
    expect(new Set(labels).size).toBe(COUNTRIES.length);
  });
});

describe(stateChoices, () => {
  it('has a list for some countries', () => {
    expect(stateChoices('US')).toHaveLength(59);
    expect(stateChoices('AU')?.[0]).toEqual({
      value: 'ACT',
      label: 'Australian Capital Territory',
    });
    expect(stateChoices('DE')).toBeNull();
    expect(stateChoices('constructor')).toBeNull();
  });
});
