import { describe, expect, it } from '@jest/globals';
import { amountText } from './amount-text.js';

describe(amountText, () => {
  it.each([
    [2300, 'usd', '$23.00'],
    [50, 'eur', '€0.50'],
    [2300, 'jpy', '¥2,300'],
    [2300, 'ugx', 'UGX 23.00'],
    [2300, 'kwd', 'KWD 2.300'],
  ])('writes %d %s as %s', (minor, currency, text) => {
    expect(amountText(minor, currency, 'en-US').replace(/\s/g, ' ')).toBe(text);
  });
});
