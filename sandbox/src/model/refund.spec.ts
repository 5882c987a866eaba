import { describe, expect, it } from '@jest/globals';
import { type Charge, withRefunded } from './charge.js';
import { newDispute } from './dispute.js';
import { pay } from './pay.js';
import { newPaymentIntent } from './payment-intent.js';
import { NO_METHOD_TERMS, paymentMethodOf } from './payment-method.js';
import { newRefund, refundCourse, refundProblem } from './refund.js';
import { NO_TERMS } from './terms.js';
import { testCardByToken } from './test-cards.js';

function chargeWith(token: string, captureMethod: 'automatic_async' | 'manual'): Charge {
  const testCard = testCardByToken(token);
  if (!testCard) throw new Error(`No ${token}`);
  const card = { testCard, expMonth: 12, expYear: 2034, hasCvc: true };
  const identity = { id: 'pm_1', created: 1, fingerprint: 'f' };
  const method = paymentMethodOf(card, NO_METHOD_TERMS, identity);
  const intent = newPaymentIntent(
    {
      id: 'pi_1',
      created: 1,
      clientSecret: 'pi_1_secret_x',
      amount: 2300,
      currency: 'usd',
      customerId: null,
      captureMethod,
      confirmationMethod: 'automatic',
      automaticPaymentMethods: null,
    },
    NO_TERMS,
  );
  const paid = pay(intent, method, { chargeId: 'ch_1', now: 7 });
  if ('charge' in paid) return paid.charge;
  throw new Error(paid.outcome);
}

const paid = chargeWith('pm_card_visa', 'automatic_async');

describe(refundProblem, () => {
  it.each([
    ['all of a charge', paid, null],
    ['all of it by its amount', paid, 2300],
    ['a part', paid, 1],
    ['all that is left', withRefunded(paid, 2000), null],
    ['the rest by its amount', withRefunded(paid, 2000), 300],
    ['what an earlier refund failed to give back', withRefunded(paid, 0), 2300],
  ])('has nothing against %s', (_what, charge, amount) => {
    expect(refundProblem(charge, amount, undefined)).toBeNull();
  });

  it.each([
    [
      'more than was paid',
      paid,
      2301,
      {
        code: null,
        param: 'amount',
        message: 'Refund amount ($23.01) is greater than charge amount ($23.00)',
      },
    ],
    [
      'more than is left',
      withRefunded(paid, 2000),
      301,
      {
        code: null,
        param: 'amount',
        message: 'Refund amount ($3.01) is greater than unrefunded amount on charge ($3.00)',
      },
    ],
    [
      'more in a currency without cents',
      { ...paid, currency: 'jpy' },
      2301,
      {
        code: null,
        param: 'amount',
        message: 'Refund amount (¥2,301) is greater than charge amount (¥2,300)',
      },
    ],
    [
      'a charge with nothing left',
      withRefunded(paid, 2300),
      null,
      {
        code: 'charge_already_refunded',
        param: null,
        message: 'Charge ch_1 has already been refunded.',
      },
    ],
    [
      'part of a charge with nothing left',
      withRefunded(paid, 2300),
      1,
      {
        code: 'charge_already_refunded',
        param: null,
        message: 'Charge ch_1 has already been refunded.',
      },
    ],
    [
      'a declined charge',
      chargeWith('pm_card_chargeDeclined', 'automatic_async'),
      null,
      {
        code: null,
        param: null,
        message: 'This PaymentIntent (pi_1) does not have a successful charge to refund.',
      },
    ],
    [
      'an uncaptured charge',
      chargeWith('pm_card_visa', 'manual'),
      null,
      {
        code: null,
        param: null,
        message:
          'This uncaptured Charge was created by a PaymentIntent (pi_1). You must cancel the PaymentIntent to reverse the authorization instead of refunding the Charge directly. For more information, see https://stripe.com/docs/payments/place-a-hold-on-a-payment-method',
      },
    ],
  ])('refuses %s', (_what, charge, amount, problem) => {
    expect(refundProblem(charge, amount, undefined)).toEqual(problem);
  });

  it.each([
    ['needs_response', 'charge_disputed'],
    ['lost', 'charge_disputed'],
    ['won', undefined],
    ['warning_needs_response', undefined],
  ] as const)('of a charge whose dispute is %s says %s', (status, code) => {
    const dispute = { ...newDispute(paid, 'fraudulent', { id: 'du_1', now: 9 }), status };

    expect(refundProblem(paid, null, dispute)?.code).toBe(code);
  });

  it('counts only what was captured', () => {
    const captured = { ...paid, capturedAmount: 1000, releasedAmount: 1300 };

    expect(refundProblem(captured, 1000, undefined)).toBeNull();
    expect(refundProblem(captured, 1001, undefined)).toMatchObject({ param: 'amount' });
  });
});

describe(newRefund, () => {
  it.each([
    ['pm_card_visa', 'succeeded', 'finish_refund'],
    ['pm_card_refundFail', 'succeeded', 'fail_refund'],
    ['pm_card_pendingRefund', 'pending', 'finish_refund'],
  ])('of %s is %s, and then: %s', (token, status, later) => {
    const charge = chargeWith(token, 'automatic_async');
    const asked = { amount: null, reason: null, metadata: {} };

    expect(newRefund(charge, asked, { id: 're_1', now: 9 })).toMatchObject({ status });
    expect(refundCourse(charge).later).toBe(later);
  });

  it('is of all that is left, unless an amount is named', () => {
    const identity = { id: 're_1', now: 9 };
    const asked = { amount: null, reason: null, metadata: {} };
    const charge = withRefunded(paid, 2000);

    expect(newRefund(charge, asked, identity).amount).toBe(300);
    expect(newRefund(charge, { ...asked, amount: 20 }, identity).amount).toBe(20);
  });
});
