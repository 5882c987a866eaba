import { describe, expect, it } from '@jest/globals';
import {
  cardBrand,
  cvcLength,
  formatCardNumber,
  isFullCardNumber,
  isShortCardNumber,
  passesLuhn,
} from './card-number.js';

describe('card number', () => {
  it.each([
    ['4242424242424242', '4242 4242 4242 4242'],
    ['4242-4242', '4242 4242'],
    ['42424', '4242 4'],
    ['378282246310005', '3782 822463 10005'],
    ['37828224631000599', '3782 822463 10005'],
    ['6200000000000000123', '6200 0000 0000 0000 123'],
    ['no digits', ''],
  ])('writes %s as %s', (typed, written) => {
    expect(formatCardNumber(typed)).toBe(written);
  });

  it.each([
    ['4', 'visa'],
    ['5555', 'mastercard'],
    ['2221', 'mastercard'],
    ['2720', 'mastercard'],
    ['2721', 'unknown'],
    ['37', 'amex'],
    ['36', 'diners'],
    ['6011', 'discover'],
    ['35', 'jcb'],
    ['62', 'unionpay'],
    ['9', 'unknown'],
    ['', 'unknown'],
  ])('takes %s for %s', (number, brand) => {
    expect(cardBrand(number)).toBe(brand);
  });

  it('accepts a right check digit and no other', () => {
    const right = Array.from('0123456789').filter((digit) => passesLuhn(`424242424242424${digit}`));

    expect(right).toEqual(['2']);
  });

  it('knows how many digits each brand takes', () => {
    expect(isFullCardNumber('4242 4242 4242 4242')).toBe(true);
    expect(isFullCardNumber('3782 822463 10005')).toBe(true);
    expect(isShortCardNumber('4242 4242 4242 424')).toBe(true);
    expect(isShortCardNumber('3782 822463 10005')).toBe(false);
  });

  it('asks American Express for four digits of security code', () => {
    expect(cvcLength('3782')).toBe(4);
    expect(cvcLength('4242')).toBe(3);
  });
});
