import { describe, expect, it } from '@jest/globals';
import { amountProblem } from './minimum-amounts.js';

describe(amountProblem, () => {
  it.each([
    ['usd', 50],
    ['eur', 50],
    ['gbp', 30],
    ['jpy', 50],
    ['mxn', 1000],
    ['huf', 17500],
  ])('takes the smallest charge in %s, %i, and nothing less', (currency, smallest) => {
    expect(amountProblem(smallest, currency)).toBeNull();
    expect(amountProblem(smallest - 1, currency)).toMatchObject({
      param: 'amount',
      code: 'amount_too_small',
      message: expect.stringMatching(
        /^The amount must be greater than or equal to the minimum charge amount allowed for your account and the currency set/,
      ),
    });
  });

  it('takes 99999999 and nothing more', () => {
    expect(amountProblem(99_999_999, 'usd')).toBeNull();
    expect(amountProblem(100_000_000, 'usd')).toMatchObject({ code: 'amount_too_large' });
  });

  it('takes any amount in a currency whose minimum Stripe works out by its rates', () => {
    expect(amountProblem(1, 'kes')).toBeNull();
  });

  it.each(['isk', 'ugx'])('takes whole %s only, written with two decimals', (currency) => {
    const name = currency.toUpperCase();

    expect(amountProblem(1000, currency)).toBeNull();
    expect(amountProblem(1050, currency)).toEqual({
      param: 'amount',
      code: 'invalid_charge_amount_no_decimal_compatible',
      message: `Invalid amount. Currency ${name} has become effectively zero-decimal and charged amounts must be evenly divisible by 100. See https://stripe.com/docs/currencies#special-cases for more information.`,
    });
  });

  it.each(['bhd', 'jod', 'kwd', 'omr', 'tnd'])(
    'takes two of the three decimals of %s',
    (currency) => {
      expect(amountProblem(5120, currency)).toBeNull();
      expect(amountProblem(5124, currency)).toMatchObject({
        param: 'amount',
        message: expect.stringContaining('amounts must be evenly divisible by 10.'),
      });
    },
  );

  it.each(['huf', 'twd'])('takes fractions of %s, which are only never paid out', (currency) => {
    expect(amountProblem(17_545, currency)).toBeNull();
  });

  it('refuses what is no currency', () => {
    expect(amountProblem(100, 'xxx')).toMatchObject({
      param: 'currency',
      message: expect.stringMatching(/^Invalid currency: xxx\./),
    });
  });
});
