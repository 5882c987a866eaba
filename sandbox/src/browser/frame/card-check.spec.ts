import { describe, expect, it } from '@jest/globals';
import { checkCard } from './card-check.js';

const NOW = new Date(2026, 10, 22);
const GOOD = { number: '4242 4242 4242 4242', expiry: '12 / 30', cvc: '123' };

const problemsOf = (change: Partial<typeof GOOD>) =>
  checkCard({ ...GOOD, ...change }, NOW).map(({ code, message }) => ({ code, message }));

describe(checkCard, () => {
  it('finds nothing wrong with a test card', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('names every empty field, number first', () => {
    expect(checkCard({ number: '', expiry: '', cvc: '' }, NOW).map(({ code }) => code)).toEqual([
      'incomplete_number',
      'incomplete_expiry',
      'incomplete_cvc',
    ]);
  });

  it('calls a wrong check digit invalid, in the words of Stripe', () => {
    expect(problemsOf({ number: '4242 4242 4242 4241' })).toEqual([
      { code: 'invalid_number', message: 'Your card number is invalid.' },
    ]);
  });

  it('refuses a card that could be real and says why', () => {
    expect(problemsOf({ number: '4539 1488 0343 6467' })).toEqual([
      {
        code: 'invalid_number',
        message: expect.stringContaining('not a test card. This is a sandbox'),
      },
    ]);
  });

  it.each([
    ['10 / 26', 'invalid_expiry_month_past'],
    ['12 / 25', 'invalid_expiry_year_past'],
    ['12 / 77', 'invalid_expiry_year'],
    ['12 /', 'incomplete_expiry'],
  ])('refuses the date %s as %s', (expiry, code) => {
    expect(problemsOf({ expiry }).map((found) => found.code)).toEqual([code]);
  });

  it('accepts a card in the month it expires', () => {
    expect(problemsOf({ expiry: '11 / 26' })).toEqual([]);
  });

  it('wants the four digits American Express prints', () => {
    const number = '3782 822463 10005';

    expect(problemsOf({ number, cvc: '123' }).map(({ code }) => code)).toEqual(['incomplete_cvc']);
    expect(problemsOf({ number, cvc: '1234' })).toEqual([]);
  });
});
