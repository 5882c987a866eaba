import { describe, expect, it } from '@jest/globals';
import { addressLines, toOpenGraphLocale } from './shop.view.js';

const address = (country: string, state: string | null = null) => ({
  lines: ['12 Mill Lane'],
  postalCode: '12345',
  city: 'Town',
  state,
  country,
});

describe(addressLines.name, () => {
  it.each([
    [address('US', 'OR'), ['12 Mill Lane', 'Town, OR 12345']],
    [address('DE'), ['12 Mill Lane', '12345 Town']],
    [address('IT', 'MI'), ['12 Mill Lane', '12345 Town MI']],
    [address('GB'), ['12 Mill Lane', 'Town', '12345']],
    [{ ...address('AU'), postalCode: null }, ['12 Mill Lane', 'Town']],
    [{ ...address('AE'), postalCode: null }, ['12 Mill Lane', 'Town']],
  ])('writes %j as its country does', (given, lines) => {
    expect(addressLines(given)).toEqual(lines);
  });
});

describe(toOpenGraphLocale.name, () => {
  it.each([
    ['en-US', 'en_US'],
    ['de-AT', 'de_AT'],
    ['de', 'de_DE'],
    ['zh-Hant-TW', 'zh_TW'],
  ])('writes %s as %s', (tag, locale) => {
    expect(toOpenGraphLocale(tag)).toBe(locale);
  });
});
