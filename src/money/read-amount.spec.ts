import { describe, expect, it } from '@jest/globals';
import type { Currency } from './currency.js';
import { readAmount } from './read-amount.js';

describe(readAmount.name, () => {
  it.each<[string, Currency, number]>([
    ['23', 'usd', 2300],
    ['23.00', 'usd', 2300],
    ['0.5', 'usd', 50],
    ['8.29', 'usd', 829], // 8.29 * 100 is 828.9999999999999
    ['1500', 'jpy', 1500],
  ])('reads %s %s as %i', (text, currency, minor) => {
    expect(readAmount(text, currency)).toEqual({ minor, currency });
  });

  it.each<[string, Currency]>([
    ['23.001', 'usd'],
    ['15.0', 'jpy'],
    ['1,000', 'usd'],
    ['$5', 'usd'],
    ['-5', 'usd'],
    ['', 'usd'],
    ['1e3', 'usd'],
  ])('does not guess at %j %s', (text, currency) => {
    expect(readAmount(text, currency)).toBeNull();
  });
});
