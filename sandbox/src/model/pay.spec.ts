import { describe, expect, it } from '@jest/globals';
import { pay, payAuthenticated } from './pay.js';
import { newPaymentIntent } from './payment-intent.js';
import { NO_METHOD_TERMS, paymentMethodOf } from './payment-method.js';
import { NO_TERMS } from './terms.js';
import { testCardByToken } from './test-cards.js';

const intent = newPaymentIntent(
  {
    id: 'pi_1',
    created: 1,
    clientSecret: 'pi_1_secret_x',
    amount: 2300,
    currency: 'usd',
    customerId: null,
    captureMethod: 'automatic_async',
    confirmationMethod: 'automatic',
    automaticPaymentMethods: { allowRedirects: 'always' },
  },
  {
    ...NO_TERMS,
    description: 'A book',
    metadata: { order: '1' },
    receiptEmail: 'reader@example.com',
  },
);

function methodFor(token: string) {
  const testCard = testCardByToken(token);
  if (!testCard) throw new Error(`No ${token}`);
  const card = { testCard, expMonth: 12, expYear: 2034, hasCvc: true };
  return paymentMethodOf(card, NO_METHOD_TERMS, { id: 'pm_1', created: 1, fingerprint: 'f' });
}

const payWith = (token: string, from = intent) =>
  pay(from, methodFor(token), { chargeId: 'ch_1', now: 7 });

describe(pay, () => {
  it('takes the whole amount with a good card', () => {
    expect(payWith('pm_card_visa')).toMatchObject({
      outcome: 'paid',
      intent: {
        status: 'succeeded',
        amountReceived: 2300,
        latestChargeId: 'ch_1',
        paymentMethodId: 'pm_1',
        lastPaymentError: null,
      },
      charge: {
        id: 'ch_1',
        created: 7,
        amount: 2300,
        capturedAmount: 2300,
        currency: 'usd',
        decline: null,
      },
    });
  });

  it('freezes in the charge what it was charged for', () => {
    expect(payWith('pm_card_visa')).toMatchObject({
      charge: {
        paymentIntentId: 'pi_1',
        description: 'A book',
        metadata: { order: '1' },
        receiptEmail: 'reader@example.com',
      },
    });
  });

  it('only holds the money with manual capture', () => {
    expect(payWith('pm_card_visa', { ...intent, captureMethod: 'manual' })).toMatchObject({
      outcome: 'authorized',
      intent: {
        status: 'requires_capture',
        amountCapturable: 2300,
        amountReceived: 0,
        latestChargeId: 'ch_1',
        paymentMethodId: 'pm_1',
      },
      charge: { amount: 2300, capturedAmount: null, releasedAmount: 0, decline: null },
    });
  });

  it('asks for another card after a decline, and remembers why', () => {
    expect(payWith('pm_card_visa_chargeDeclinedInsufficientFunds')).toMatchObject({
      outcome: 'declined',
      intent: {
        status: 'requires_payment_method',
        amountReceived: 0,
        latestChargeId: 'ch_1',
        paymentMethodId: null,
        lastPaymentError: { chargeId: 'ch_1', decline: { declineCode: 'insufficient_funds' } },
      },
      charge: { capturedAmount: null, decline: { declineCode: 'insufficient_funds' } },
    });
  });

  it('forgets the decline once a good card has paid', () => {
    const declined = payWith('pm_card_chargeDeclined');
    if (declined.outcome !== 'declined') throw new Error('not declined');

    expect(payWith('pm_card_visa', declined.intent)).toMatchObject({
      outcome: 'paid',
      intent: { status: 'succeeded', lastPaymentError: null },
    });
  });

  it.each([
    'pm_card_authenticationRequired',
    'pm_card_authenticationRequiredOnSetup',
    'pm_card_authenticationRequiredSetupForOffSession',
    'pm_card_threeDSecure2Required',
    'pm_card_threeDSecureRequiredChargeDeclined',
    'pm_card_threeDSecureRequiredChargeDeclinedInsufficientFunds',
  ])('wants to know who pays with %s before it is charged', (token) => {
    expect(payWith(token)).toEqual({ outcome: 'must_authenticate' });
  });

  it.each(['pm_card_threeDSecureOptional', 'pm_card_threeDSecureOptionalProcessingError'])(
    'asks nothing of %s, which could be asked',
    (token) => {
      expect(payWith(token)).toMatchObject({ outcome: 'paid', charge: { isAuthenticated: false } });
    },
  );

  it('declines a card whose bank cannot be asked, without a challenge', () => {
    expect(payWith('pm_card_threeDSecureRequiredProcessingError')).toMatchObject({
      outcome: 'declined',
      decline: { code: 'processing_error' },
    });
  });
});

describe(payAuthenticated, () => {
  const passWith = (token: string) =>
    payAuthenticated(intent, methodFor(token), { chargeId: 'ch_1', now: 7 });

  it('takes the money and says that the shopper was authenticated', () => {
    expect(passWith('pm_card_threeDSecure2Required')).toMatchObject({
      outcome: 'paid',
      intent: { status: 'succeeded', nextAction: null },
      charge: { isAuthenticated: true },
    });
  });

  it.each([
    ['pm_card_threeDSecureRequiredChargeDeclined', 'generic_decline'],
    ['pm_card_threeDSecureRequiredChargeDeclinedInsufficientFunds', 'insufficient_funds'],
  ])('declines %s all the same, as %s', (token, declineCode) => {
    expect(passWith(token)).toMatchObject({
      outcome: 'declined',
      intent: { status: 'requires_payment_method' },
      charge: { isAuthenticated: true, decline: { code: 'card_declined', declineCode } },
    });
  });
});
