import { describe, expect, it } from '@jest/globals';
import {
  askShopper,
  attachPaymentMethod,
  cancel,
  failAuthentication,
  isOpen,
  newPaymentIntent,
  passAuthentication,
  type PaymentIntent,
  withAmount,
} from './payment-intent.js';
import { may, type Status, STATUSES, type Step, STEPS } from './payment-intent-status.js';
import { NO_METHOD_TERMS, paymentMethodOf } from './payment-method.js';
import { NO_TERMS } from './terms.js';
import { testCardByToken } from './test-cards.js';

const blank = newPaymentIntent(
  {
    id: 'pi_1',
    created: 1,
    clientSecret: 'pi_1_secret_x',
    amount: 2300,
    currency: 'usd',
    customerId: null,
    captureMethod: 'automatic_async',
    confirmationMethod: 'automatic',
    automaticPaymentMethods: null,
  },
  NO_TERMS,
);

const intent = (status: Status): PaymentIntent => ({ ...blank, status });

const ALLOWED: Record<Step, Status[]> = {
  attach: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  ask: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  pass_authentication: ['requires_action'],
  fail_authentication: ['requires_action'],
  pay: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  authorize: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  capture: ['requires_capture'],
  decline: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  cancel: [
    'requires_payment_method',
    'requires_capture',
    'requires_confirmation',
    'requires_action',
    'processing',
  ],
};

const pairs = Object.entries(ALLOWED).flatMap(([step, from]) =>
  STATUSES.map((status) => [status, step as Step, from.includes(status)] as const),
);

describe('the states of a PaymentIntent', () => {
  it.each(pairs)('%s, %s: %p', (status, step, allowed) => {
    expect(may(step, status)).toBe(allowed);
  });

  it('lead to nowhere from succeeded and canceled', () => {
    const leaving = Object.values(STEPS).flatMap((step): readonly Status[] => step.from);

    expect(leaving).not.toContain('succeeded');
    expect(leaving).not.toContain('canceled');
  });

  it('are open to changes of what is asked until the money moves', () => {
    expect(STATUSES.filter((status) => isOpen(intent(status)))).toEqual([
      'requires_payment_method',
      'requires_confirmation',
      'requires_action',
    ]);
  });
});

describe('what the shopper is asked', () => {
  const testCard = testCardByToken('pm_card_authenticationRequired');
  if (!testCard) throw new Error('No such card');
  const method = paymentMethodOf(
    { testCard, expMonth: 12, expYear: 2034, hasCvc: true },
    NO_METHOD_TERMS,
    { id: 'pm_1', created: 1, fingerprint: 'f' },
  );
  const nextAction = { source: 'payatt_1', challengeUrl: 'http://sandbox/', returnUrl: null };
  const asked = askShopper(blank, method, nextAction);

  it('is kept with the card it is about', () => {
    expect(asked).toMatchObject({
      status: 'requires_action',
      nextAction,
      paymentMethodId: 'pm_1',
      lastPaymentError: null,
    });
  });

  it.each([
    ['canceling', cancel(asked, null, 9)],
    ['failing', failAuthentication(asked, method)],
    ['another card', attachPaymentMethod(asked, 'pm_2')],
    ['another amount', withAmount(asked, { amount: 4600, currency: 'usd' })],
    ['another currency', withAmount(asked, { amount: 2300, currency: 'eur' })],
  ])('is over after %s', (_step, after) => {
    expect(after.nextAction).toBeNull();
    expect(after.status).not.toBe('requires_action');
  });

  it('stands when the same amount is written again', () => {
    expect(withAmount(asked, { amount: 2300, currency: 'usd' })).toEqual(asked);
  });

  it('is answered for one card and one amount', () => {
    const passed = passAuthentication(asked);

    expect(passed).toMatchObject({
      status: 'requires_confirmation',
      authenticatedMethodId: 'pm_1',
    });
    expect(attachPaymentMethod(passed, 'pm_2').authenticatedMethodId).toBeNull();
    expect(withAmount(passed, { amount: 4600, currency: 'usd' })).toMatchObject({
      status: 'requires_confirmation',
      authenticatedMethodId: null,
    });
    expect(withAmount(passed, { amount: 2300, currency: 'usd' })).toEqual(passed);
  });

  it('leaves no card and no charge behind when it is answered wrong', () => {
    expect(failAuthentication(asked, method)).toMatchObject({
      status: 'requires_payment_method',
      paymentMethodId: null,
      latestChargeId: null,
      lastPaymentError: { decline: null, chargeId: null, paymentMethod: { id: 'pm_1' } },
    });
  });
});

describe(cancel, () => {
  it('says when and why', () => {
    expect(cancel(intent('requires_payment_method'), 'abandoned', 99)).toMatchObject({
      status: 'canceled',
      canceledAt: 99,
      cancellationReason: 'abandoned',
    });
  });

  it('throws rather than undo a payment', () => {
    expect(() => cancel(intent('succeeded'), null, 99)).toThrow(
      'A PaymentIntent in succeeded cannot cancel',
    );
  });
});
