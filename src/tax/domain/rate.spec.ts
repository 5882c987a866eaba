import { describe, expect, it } from '@jest/globals';
import { canonicalRate, compareRates, taxInGross, taxOnNet } from './rate.js';

describe(canonicalRate.name, () => {
  it.each([
    ['7', '7'],
    ['7.0', '7'],
    ['8.250', '8.25'],
    ['0', '0'],
    ['0.0000', '0'],
    ['07', '7'],
    ['100', '100'],
  ])('reads %s as %s', (text, rate) => {
    expect(canonicalRate(text)).toBe(rate);
  });

  it.each(['', '-1', '7,5', '7 %', '100.5', '101', '8.12345', '.5', '1e1'])(
    'does not read %j',
    (text) => {
      expect(canonicalRate(text)).toBeNull();
    },
  );
});

describe(compareRates.name, () => {
  it('goes by the number', () => {
    expect(['7', '19', '8.25', '8.2'].toSorted(compareRates)).toEqual(['7', '8.2', '8.25', '19']);
  });
});

describe('the tax at a rate', () => {
  it.each([
    // A half is rounded away from zero.
    [50n, '1', 1n],
    [49n, '1', 0n],
    [2300n, '8.25', 190n],
    [2300n, '0', 0n],
    [1n, '100', 1n],
    [99_999_999n, '8.8750', 8_875_000n],
  ])('on %d net at %s %% is %d', (net, rate, tax) => {
    expect(taxOnNet(net, rate)).toBe(tax);
  });

  it.each([
    [2300n, '7', 150n],
    [11_900n, '19', 1900n],
    [2300n, '0', 0n],
    [200n, '100', 100n],
    // 3 × 20 / 120 = 0.5
    [3n, '20', 1n],
  ])('in %d gross at %s %% is %d', (gross, rate, tax) => {
    expect(taxInGross(gross, rate)).toBe(tax);
  });
});
