import { describe, expect, it } from '@jest/globals';
import { formatExpiry, parseExpiry } from './card-expiry.js';

describe('expiration date', () => {
  it.each([
    ['1', '1'],
    ['0', '0'],
    ['5', '05 / '],
    ['12', '12 / '],
    ['13', '01 / 3'],
    ['1/', '01 / '],
    ['1234', '12 / 34'],
    ['12 / 345', '12 / 34'],
    ['5/34', '05 / 34'],
    ['05-2034', '05 / 34'],
    ['12/2034', '12 / 34'],
    ['12/20', '12 / 20'],
    ['', ''],
  ])('writes %s as "%s"', (typed, written) => {
    expect(formatExpiry(typed)).toBe(written);
  });

  it('lets Backspace pass the separator', () => {
    expect(formatExpiry('12 /', true)).toBe('12');
    expect(formatExpiry('12 / 3', true)).toBe('12 / 3');
  });

  it('reads a whole date in this century', () => {
    expect(parseExpiry('05 / 34')).toEqual({ month: 5, year: 2034 });
  });

  it.each(['', '1', '12 / 3', '00 / 34'])('reads no date in "%s"', (text) => {
    expect(parseExpiry(text)).toBeNull();
  });
});
