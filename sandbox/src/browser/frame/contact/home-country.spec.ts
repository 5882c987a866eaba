import { describe, expect, it } from '@jest/globals';
import { homeCountry } from './home-country.js';

describe(homeCountry, () => {
  it.each([
    ['en-US', 'US'],
    ['zh-Hant-TW', 'TW'],
    ['de', ''],
    ['en-US@posix', 'US'],
    ['C', ''],
    ['', ''],
  ])('of %s is %s', (language, country) => {
    expect(homeCountry(language)).toBe(country);
  });
});
