import { describe, expect, it } from '@jest/globals';
import { checkCard, type TypedCard } from './card-check.js';

const NOVEMBER_2026 = { year: 2026, month: 11 };
const good: TypedCard = { number: '4242424242424242', expMonth: 12, expYear: 2034, cvc: '123' };

const check = (changes: Partial<TypedCard>) => checkCard({ ...good, ...changes }, NOVEMBER_2026);

const problemOf = (changes: Partial<TypedCard>) => {
  const result = check(changes);
  return result.ok ? null : result.problem;
};

describe(checkCard, () => {
  it('accepts a test card and keeps no security code of it', () => {
    expect(check({ number: '4242 4242 4242 4242' })).toEqual({
      ok: true,
      card: {
        testCard: expect.objectContaining({ number: '4242424242424242' }),
        expMonth: 12,
        expYear: 2034,
        hasCvc: true,
      },
    });
  });

  it('accepts this month, which has not passed yet, and a year in two digits', () => {
    expect(check({ expMonth: 11, expYear: 26 })).toMatchObject({ card: { expYear: 2026 } });
  });

  it('accepts a card without a security code', () => {
    expect(check({ cvc: null })).toMatchObject({ ok: true, card: { hasCvc: false } });
  });

  it('refuses a number whose check digit is wrong', () => {
    expect(problemOf({ number: '4242424242424241' })).toEqual({
      code: 'incorrect_number',
      declineCode: null,
      message: 'Your card number is incorrect.',
      param: 'number',
    });
  });

  it('refuses a number that could belong to a real card, whatever else is wrong', () => {
    expect(problemOf({ number: '4111111111111111', expMonth: 13, cvc: '1' })).toEqual({
      code: 'card_declined',
      declineCode: 'test_mode_live_card',
      message:
        'Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
      param: null,
    });
  });

  it.each([0, 13, -1])('refuses the month %i', (expMonth) => {
    expect(problemOf({ expMonth })).toMatchObject({
      code: 'invalid_expiry_month',
      param: 'exp_month',
      message: "Your card's expiration month is invalid.",
    });
  });

  it.each([
    ['last month', { expMonth: 10, expYear: 2026 }],
    ['last year', { expMonth: 12, expYear: 2025 }],
    ['a year too far ahead', { expMonth: 12, expYear: 2077 }],
  ])('refuses %s as an expiry date', (_what, changes) => {
    expect(problemOf(changes)).toMatchObject({
      code: 'invalid_expiry_year',
      param: 'exp_year',
      message: "Your card's expiration year is invalid.",
    });
  });

  it.each(['12', '1234', 'abc', ''])('refuses the security code "%s"', (cvc) => {
    expect(problemOf({ cvc })).toMatchObject({
      code: 'invalid_cvc',
      param: 'cvc',
      message: "Your card's security code is invalid.",
    });
  });

  it('accepts the four digits on an American Express card', () => {
    expect(check({ number: '378282246310005', cvc: '1234' })).toMatchObject({ ok: true });
  });
});
