import { describe, expect, it } from '@jest/globals';
import { aRegion } from '../../../test/support/taxes.js';
import { isTaxedByState, NO_TAX, regionFor } from './tax-rules.js';

const AT = new Date('2027-01-01T00:00:00Z');
const JUST_BEFORE = new Date(AT.getTime() - 1);
const place = (country: string, state: string | null = null) => ({ country, state });

describe(regionFor.name, () => {
  const regions = [
    aRegion({ country: null, name: 'elsewhere' }),
    aRegion({ country: 'US', name: 'US' }),
    aRegion({ country: 'US', state: ['NY', 'New York'], name: 'NY' }),
    aRegion({ country: 'DE', validFrom: AT, name: 'DE from 2027' }),
    aRegion({ country: 'DE', name: 'DE' }),
  ];
  const named = (...[where, at]: [ReturnType<typeof place>, Date?]) =>
    regionFor({ pricesIncludeTax: true, regions }, where, at ?? AT)?.name;

  it('takes the state before the country, and the country before the rest', () => {
    expect(named(place('US', 'NY'))).toBe('NY');
    expect(named(place('US', ' new york'))).toBe('NY');
    expect(named(place('US', 'N.Y.'))).toBe('NY');
    expect(named(place('CA', 'NY'))).toBe('elsewhere');
    expect(named(place('US', 'NJ'))).toBe('US');
    expect(named(place('US'))).toBe('US');
    expect(named(place('FR'))).toBe('elsewhere');
  });

  it('takes the newest rates that are valid, from their first moment on', () => {
    expect(named(place('DE'), JUST_BEFORE)).toBe('DE');
    expect(named(place('DE'), AT)).toBe('DE from 2027');
  });

  it('finds none where no tax is collected', () => {
    const fitting = { pricesIncludeTax: true, regions: [aRegion()] };

    expect(regionFor(fitting, place('FR'), AT)).toBeNull();
    expect(regionFor(NO_TAX, place('DE'), AT)).toBeNull();
  });
});

describe(isTaxedByState.name, () => {
  it('is of countries with rates for single states', () => {
    const regions = [
      aRegion({ country: null }),
      aRegion({ country: 'DE' }),
      aRegion({ country: 'US', state: ['NY'] }),
    ];
    const rules = { pricesIncludeTax: false, regions };

    expect(['US', 'DE', 'CA'].map((country) => isTaxedByState(rules, country))).toEqual([
      true,
      false,
      false,
    ]);
  });
});
