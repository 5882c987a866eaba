import { describe, expect, it } from '@jest/globals';
import { parseForm } from '../wire/stripe-form.js';
import { fingerprintOf } from './idempotency.js';

const card = (number: string, cvc: string) =>
  fingerprintOf(
    'POST',
    '/v1/payment_intents/pi_1/confirm',
    parseForm(
      `payment_method_data[type]=card&payment_method_data[card][number]=${number}&payment_method_data[card][cvc]=${cvc}`,
    ),
  );

describe(fingerprintOf, () => {
  it('tells other parameters and other endpoints apart', () => {
    const form = parseForm('amount=100');

    expect(fingerprintOf('POST', '/v1/a', form)).toBe(fingerprintOf('POST', '/v1/a', form));
    expect(fingerprintOf('POST', '/v1/a', form)).not.toBe(fingerprintOf('POST', '/v1/b', form));
    expect(fingerprintOf('POST', '/v1/a', form)).not.toBe(
      fingerprintOf('POST', '/v1/a', parseForm('amount=101')),
    );
  });

  it('is made of the last four digits of a card and of no security code', () => {
    expect(card('4242424242424242', '123')).toBe(card('0000000000004242', '999'));
    expect(card('4242424242424242', '123')).not.toBe(card('4000000000000002', '123'));
  });
});
