import { describe, expect, it } from '@jest/globals';
import { cardFee } from './balance-movement.js';

describe(cardFee, () => {
  it.each([
    [50, 31],
    [100, 33],
    [2300, 97],
    [10_000, 320],
    [99_999_999, 2_900_030],
  ])('takes of %i cents %i', (amount, fee) => {
    expect(cardFee(amount)).toBe(fee);
  });
});
