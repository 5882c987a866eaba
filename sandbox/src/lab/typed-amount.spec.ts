import { describe, expect, it } from '@jest/globals';
import { minorOf } from './typed-amount.js';

describe('minorOf', () => {
  it.each([
    ['5', 'usd', 500],
    ['5.5', 'usd', 550],
    [' 5.05 ', 'usd', 505],
    ['500', 'jpy', 500],
    ['1.005', 'kwd', 1005],
  ])('reads %j in %s as %i', (typed, currency, minor) => {
    expect(minorOf(typed, currency)).toBe(minor);
  });

  it.each([
    ['', 'usd'],
    ['five', 'usd'],
    ['-5', 'usd'],
    ['5,00', 'usd'],
    ['5.001', 'usd'],
    ['5.0', 'jpy'],
    ['1e3', 'usd'],
  ])('does not take %j in %s for an amount', (typed, currency) => {
    expect(minorOf(typed, currency)).toBeNull();
  });
});
