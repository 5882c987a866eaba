import { describe, expect, it } from '@jest/globals';
import { capture, isCapturable, release } from './capture.js';
import { pay } from './pay.js';
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
    captureMethod: 'manual',
    confirmationMethod: 'automatic',
    automaticPaymentMethods: null,
  },
  NO_TERMS,
);

function chargedBy(token: string) {
  const testCard = testCardByToken(token);
  if (!testCard) throw new Error(`No ${token}`);
  const card = { testCard, expMonth: 12, expYear: 2034, hasCvc: true };
  const identity = { id: 'pm_1', created: 1, fingerprint: 'f' };
  const method = paymentMethodOf(card, NO_METHOD_TERMS, identity);
  const charged = pay(intent, method, { chargeId: 'ch_1', now: 7 });
  if (!('charge' in charged)) throw new Error('Not charged');
  return charged;
}

const held = chargedBy('pm_card_visa');

describe(capture, () => {
  it('takes all that is held', () => {
    expect(capture(held.intent, held.charge, 2300)).toMatchObject({
      intent: { status: 'succeeded', amountCapturable: 0, amountReceived: 2300 },
      charge: { amount: 2300, capturedAmount: 2300, releasedAmount: 0 },
    });
  });

  it('gives back what it does not take, for good', () => {
    const captured = capture(held.intent, held.charge, 2000);

    expect(captured).toMatchObject({
      intent: { status: 'succeeded', amount: 2300, amountCapturable: 0, amountReceived: 2000 },
      charge: { amount: 2300, capturedAmount: 2000, releasedAmount: 300 },
    });
    expect(() => capture(captured.intent, captured.charge, 300)).toThrow('cannot capture');
  });
});

describe(isCapturable, () => {
  it.each([
    ['held', held.charge, true],
    ['captured', capture(held.intent, held.charge, 2000).charge, false],
    ['released', release(held.charge), false],
    ['declined', chargedBy('pm_card_chargeDeclined').charge, false],
  ])('tells of a charge that is %s', (_state, charge, expected) => {
    expect(isCapturable(charge)).toBe(expected);
  });
});
