import { describe, expect, it } from '@jest/globals';
import { amountText } from './amount-text.js';

describe(amountText, () => {
  it.each([
    [2300, 'usd', '$23.00'],
    [1500, 'jpy', '¥1,500'],
    [2300, 'xof', '2300 xof'],
  ])('tells %i %s as %s', (minor, currency, text) => {
    expect(amountText(minor, currency)).toBe(text);
  });
});
