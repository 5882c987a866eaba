import { describe, expect, it } from '@jest/globals';
import { brandOf, digitsOf, isCardNumber } from './card-number.js';

describe(isCardNumber, () => {
  it.each(['4242424242424242', '378282246310005', '30569309025904', '6200000000000005'])(
    'accepts %s, whose check digit is right',
    (digits) => {
      expect(isCardNumber(digits)).toBe(true);
    },
  );

  it.each([
    ['4242424242424241', 'has a wrong check digit'],
    ['4242424242424224', 'has two digits swapped'],
    ['42424242420', 'is too short'],
    ['42424242424242424242', 'is too long'],
    ['4242-4242', 'has other characters'],
    ['', 'is empty'],
  ])('refuses %s, which %s', (digits) => {
    expect(isCardNumber(digits)).toBe(false);
  });
});

describe(digitsOf, () => {
  it('drops the spaces and dashes people write between groups', () => {
    expect(digitsOf('4242 4242-4242 4242')).toBe('4242424242424242');
  });
});

describe(brandOf, () => {
  it.each([
    ['4242424242424242', 'visa'],
    ['5555555555554444', 'mastercard'],
    ['2223003122003222', 'mastercard'],
    ['378282246310005', 'amex'],
    ['6011111111111117', 'discover'],
    ['3056930009020004', 'diners'],
    ['3566002020360505', 'jcb'],
    ['6200000000000005', 'unionpay'],
    ['9999999999999995', 'unknown'],
  ])('reads the brand of %s as %s', (digits, brand) => {
    expect(brandOf(digits)).toBe(brand);
  });
});
