import { describe, expect, it } from '@jest/globals';
import type { Place } from './domain/tax-rules.js';
import { TaxFile } from './tax-file.js';
import { describeUntaxedHome, TaxSettings } from './tax-settings.js';

const NOW = new Date('2026-11-30T12:00:00Z');
const FR = { country: 'FR' };
const DE = { country: 'DE' };
const NY = { country: 'US', state: ['NY', 'New York'] };

function describeWith(regions: object[], home: Partial<Place>): string | null {
  const rates = { book: '7', ebook: '7', other: '19' };
  const rules = TaxFile.parse({
    collect: true,
    name: 'VAT',
    pricesIncludeTax: true,
    regions: regions.map((region) => ({ ...region, rates })),
  });
  const place = { country: 'DE', state: null, ...home };
  return describeUntaxedHome(new TaxSettings(rules, place), NOW);
}

describe('a shop that collects tax', () => {
  it.each<[string, object[], Partial<Place>, string]>([
    ['its country', [FR], {}, 'DE'],
    ['its state', [NY], { country: 'US', state: 'OR' }, 'US, state OR'],
    ['its state, which shop.json leaves out', [NY], { country: 'US' }, 'US'],
    ['today', [{ ...DE, validFrom: '2027-01-01' }], {}, 'DE'],
  ])('is told that there is no region for %s', (_case, regions, home, place) => {
    expect(describeWith(regions, home)).toBe(
      `no region is for the shop’s own place (${place}): there it sells without tax`,
    );
  });

  it.each<[string, object[], Partial<Place>]>([
    ['its country', [FR, DE], {}],
    ['all countries', [FR, {}], {}],
    ['its state', [NY], { country: 'US', state: 'new york' }],
  ])('is told nothing with a region for %s', (_case, regions, home) => {
    expect(describeWith(regions, home)).toBeNull();
  });
});

it('a shop that collects no tax is told nothing', () => {
  const rules = TaxFile.parse({ collect: false });

  expect(describeUntaxedHome(new TaxSettings(rules, { country: 'DE', state: null }))).toBeNull();
});
