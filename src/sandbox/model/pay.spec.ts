import { describe, expect, it } from '@jest/globals';
import { NO_BILLING_DETAILS } from './contact.js';
import { pay } from './pay.js';
import { newPaymentIntent } from './payment-intent.js';
import { paymentMethodOf } from './payment-method.js';
import { NO_TERMS } from './terms.js';
import { testCardByToken } from './test-cards.js';

const intent = newPaymentIntent(
  {
    id: 'pi_1',
    created: 1,
    clientSecret: 'pi_1_secret_x',
    amount: 2300,
    currency: 'usd',
    captureMethod: 'automatic_async',
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
  return paymentMethodOf(card, NO_BILLING_DETAILS, { id: 'pm_1', created: 1, fingerprint: 'f' });
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
      charge: { id: 'ch_1', created: 7, amount: 2300, currency: 'usd', decline: null },
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
      charge: { decline: { declineCode: 'insufficient_funds' } },
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
    ['pm_card_authenticationRequired', '3-D Secure'],
    ['pm_card_refundFail', 'refunds'],
    ['pm_card_createDispute', 'disputes'],
  ])('does not pretend to know how to charge %s', (token, what) => {
    expect(payWith(token)).toEqual({ outcome: 'not_imitated', what });
  });
});
