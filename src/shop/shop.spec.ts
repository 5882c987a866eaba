import { describe, expect, it } from '@jest/globals';
import { Country, isInEea } from './country.js';
import { ShopFile } from './shop.js';

const LEAST = {
  name: 'Bücher am Markt',
  address: { lines: ['Markt 1'], postalCode: '04109', city: 'Leipzig', country: 'DE' },
  email: 'laden@bücher.example',
};

/** Paths of what is wrong. */
function wrong(changes: object): string[] {
  const parsed = ShopFile.safeParse({ ...LEAST, ...changes });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}

describe('shop.json', () => {
  it('needs a name, an address and an e-mail address only', () => {
    expect(ShopFile.parse(LEAST)).toEqual({
      ...LEAST,
      example: false,
      tagline: null,
      address: { ...LEAST.address, state: null },
      phone: null,
      taxNumber: null,
      registration: null,
      openingHours: [],
      locale: 'en-US',
      timeZone: 'UTC',
      policies: { returnDays: 30, withdrawalDays: 14 },
    });
  });

  it.each([
    ['DE', undefined, 14],
    ['NO', undefined, 14],
    ['US', undefined, 0],
    ['GB', undefined, 0],
    ['GB', 14, 14],
    ['DE', 30, 30],
  ])('in %s with withdrawalDays %s lets withdraw for %s days', (country, given, withdrawalDays) => {
    const shop = ShopFile.parse({
      ...LEAST,
      address: { ...LEAST.address, country },
      ...(given !== undefined && { policies: { withdrawalDays: given } }),
    });

    expect(shop.policies.withdrawalDays).toBe(withdrawalDays);
  });

  it.each<[object, string]>([
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ email: 'laden' }, 'email'],
    [{ address: { ...LEAST.address, country: 'UK' } }, 'address.country'],
    [{ address: { ...LEAST.address, lines: [] } }, 'address.lines'],
    [{ locale: 'deutsch!' }, 'locale'],
    [{ locale: 'en_US' }, 'locale'],
    [{ locale: 'eo' }, 'locale'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ policies: { returnDays: 1.5 } }, 'policies.returnDays'],
    [{ policies: { withdrawalDays: -1 } }, 'policies.withdrawalDays'],
  ])('refuses %j', (changes, path) => {
    expect(wrong(changes)).toEqual([path]);
  });
});

describe('a country', () => {
  it('has its two letters of ISO 3166, no alias and no group', () => {
    const valid = (code: string) => Country.safeParse(code).success;

    expect(['US', 'GB', 'DE', 'XK', 'TW'].filter((code) => !valid(code))).toEqual([]);
    expect(['UK', 'EU', 'us', 'USA', '', 'ZZ', 'AN', 'AA'].filter(valid)).toEqual([]);
  });

  it.each([
    ['UK', 'such as "GB"'],
    ['EL', 'such as "GR"'],
    ['de', 'such as "DE"'],
    ['USA', 'such as "US" or "GB"'],
  ])('is not %s: the message says which was meant', (code, hint) => {
    const [issue] = Country.safeParse(code).error?.issues ?? [];

    expect(issue?.message).toMatch(new RegExp(`${hint}$`));
  });

  it('is in the European Economic Area or not', () => {
    expect(['DE', 'IE', 'IS', 'NO', 'HR'].every(isInEea)).toBe(true);
    expect(['GB', 'CH', 'US', 'E', ' '].some(isInEea)).toBe(false);
  });
});
