import { describe, expect, it } from '@jest/globals';
import {
  cancel,
  isOpen,
  may,
  newPaymentIntent,
  type PaymentIntent,
  type Status,
  STATUSES,
  type Step,
  STEPS,
} from './payment-intent.js';
import { NO_TERMS } from './terms.js';

const blank = newPaymentIntent(
  {
    id: 'pi_1',
    created: 1,
    clientSecret: 'pi_1_secret_x',
    amount: 2300,
    currency: 'usd',
    captureMethod: 'automatic_async',
    automaticPaymentMethods: null,
  },
  NO_TERMS,
);

const intent = (status: Status): PaymentIntent => ({ ...blank, status });

const ALLOWED: Record<Step, Status[]> = {
  attach: ['requires_payment_method', 'requires_confirmation'],
  pay: ['requires_payment_method', 'requires_confirmation'],
  decline: ['requires_payment_method', 'requires_confirmation'],
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
