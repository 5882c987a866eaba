import { describe, expect, it } from '@jest/globals';
import { isCardNumber } from './card-number.js';
import { DECLINES } from './decline.js';
import { TEST_CARDS, testCardByNumber, testCardByToken } from './test-cards.js';

describe('the table of test cards', () => {
  it('holds only numbers that a card could have, each once', () => {
    const numbers = TEST_CARDS.map(({ number }) => number);

    expect(numbers.filter((number) => !isCardNumber(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('gives every token to one card only', () => {
    const tokens = TEST_CARDS.flatMap((card) => card.tokens);

    expect(new Set(tokens).size).toBe(tokens.length);
  });

  it.each([
    ['4242424242424242', 'pm_card_visa'],
    ['5555555555554444', 'pm_card_mastercard'],
    ['378282246310005', 'pm_card_amex'],
    ['4000000000000077', 'pm_card_bypassPending'],
    ['4000000000000002', 'pm_card_visa_chargeDeclined'],
    ['4000000000000002', 'pm_card_chargeDeclined'],
    ['4000000000009995', 'pm_card_visa_chargeDeclinedInsufficientFunds'],
    ['4000000000009987', 'pm_card_visa_chargeDeclinedLostCard'],
    ['4000000000009979', 'pm_card_visa_chargeDeclinedStolenCard'],
    ['4000000000000069', 'pm_card_chargeDeclinedExpiredCard'],
    ['4000000000000127', 'pm_card_chargeDeclinedIncorrectCvc'],
    ['4000000000000119', 'pm_card_chargeDeclinedProcessingError'],
    ['4000000000006975', 'pm_card_visa_chargeDeclinedVelocityLimitExceeded'],
    ['4100000000000019', 'pm_card_radarBlock'],
    ['4000000000000341', 'pm_card_chargeCustomerFail'],
    ['4000002760003184', 'pm_card_authenticationRequired'],
    ['4000008400001629', 'pm_card_threeDSecureRequiredChargeDeclined'],
  ])('finds %s by %s', (number, token) => {
    expect(testCardByToken(token)).toBe(testCardByNumber(number));
    expect(testCardByNumber(number)?.number).toBe(number);
  });

  it('knows no other card', () => {
    expect(testCardByNumber('4111111111111111')).toBeUndefined();
    expect(testCardByToken('pm_card_unheardOf')).toBeUndefined();
  });
});

describe('the declines', () => {
  const rows = Object.values(DECLINES).map((each) => [
    each.code,
    each.declineCode,
    each.param,
    each.adviceCode,
    each.message,
  ]);

  it('say what Stripe says', () => {
    expect(rows).toEqual([
      ['card_declined', 'generic_decline', null, 'try_again_later', 'Your card was declined.'],
      [
        'card_declined',
        'insufficient_funds',
        null,
        'try_again_later',
        'Your card has insufficient funds.',
      ],
      ['card_declined', 'lost_card', null, 'do_not_try_again', 'Your card was declined.'],
      ['card_declined', 'stolen_card', null, 'do_not_try_again', 'Your card was declined.'],
      ['expired_card', 'expired_card', 'exp_month', 'confirm_card_data', 'Your card has expired.'],
      [
        'incorrect_cvc',
        'incorrect_cvc',
        'cvc',
        'confirm_card_data',
        "Your card's security code is incorrect.",
      ],
      [
        'processing_error',
        'processing_error',
        null,
        'try_again_later',
        'An error occurred while processing your card. Try again in a little bit.',
      ],
      [
        'card_declined',
        'card_velocity_exceeded',
        null,
        null,
        'Your card was declined for making repeated attempts too frequently or exceeding its amount limit.',
      ],
      [
        'authentication_required',
        'authentication_not_handled',
        null,
        null,
        "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.",
      ],
      ['card_declined', 'fraudulent', null, null, 'Your card was declined.'],
    ]);
  });
});
