import { describe, expect, it } from '@jest/globals';
import type { Currency } from './currency.js';
import { format, formatDecimal, formatMinor } from './format.js';
import { money } from './money.js';
import { readAmount } from './read-amount.js';

describe(format.name, () => {
  it.each<[number, Currency, string]>([
    [2300, 'usd', '$23.00'],
    [5, 'usd', '$0.05'],
    [0, 'usd', '$0.00'],
    [-500, 'usd', '-$5.00'],
    [99_999_999, 'usd', '$999,999.99'],
    [1500, 'jpy', '¥1,500'],
    [17_550, 'huf', 'HUF 175.50'],
  ])('writes %d %s as %s', (minor, currency, text) => {
    expect(format(money(minor, currency)).replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('loses no cent of an amount that has no exact quotient', () => {
    expect(format(money(9_007_199_254_740_990, 'usd'))).toBe('$90,071,992,547,409.90');
  });
});

describe(formatMinor.name, () => {
  it.each([
    [2300, 'usd', '$23.00'],
    [1500, 'jpy', '¥1,500'],
    [2300, 'xof', '2300 xof'],
  ])('tells %i %s as %s', (minor, currency, text) => {
    expect(formatMinor(minor, currency)).toBe(text);
  });
});

describe(formatDecimal.name, () => {
  it.each<[number, Currency, string]>([
    [2300, 'usd', '23.00'],
    [5, 'usd', '0.05'],
    [829, 'usd', '8.29'],
    [1500, 'jpy', '1500'],
    [0, 'usd', '0.00'],
    [99_999_999, 'usd', '999999.99'],
  ])('writes %i %s as %s, which is read as the same', (minor, currency, text) => {
    expect(formatDecimal({ minor, currency })).toBe(text);
    expect(readAmount(text, currency)).toEqual({ minor, currency });
  });

  it.each<[number, Currency, string]>([
    [-2300, 'usd', '-23.00'],
    [-5, 'usd', '-0.05'],
    [-1500, 'jpy', '-1500'],
  ])('writes %i %s as %s', (minor, currency, text) => {
    expect(formatDecimal({ minor, currency })).toBe(text);
  });
});
