import { describe, expect, it } from '@jest/globals';
import { attached, detached, NO_METHOD_TERMS, paymentMethodOf, used } from './payment-method.js';
import type { TestCard } from './test-cards.js';

const testCard: TestCard = {
  number: '378282246310005',
  tokens: [],
  funding: 'credit',
  behaviour: { kind: 'pays', aftermath: 'none' },
};

const card = { testCard, expMonth: 12, expYear: 2034, hasCvc: true };
const identity = { id: 'pm_1', created: 1, fingerprint: 'f' };
const paymentMethod = paymentMethodOf(card, NO_METHOD_TERMS, identity);

describe(paymentMethodOf, () => {
  it('keeps what Stripe shows of a card', () => {
    expect(paymentMethod).toMatchObject({
      id: 'pm_1',
      card: { brand: 'amex', last4: '0005', expMonth: 12, expYear: 2034, hasCvc: true },
      behaviour: { kind: 'pays' },
    });
  });

  it('keeps no number', () => {
    expect(JSON.stringify(paymentMethod)).not.toMatch(/\d{5,}/);
  });
});

describe('a payment method', () => {
  it.each([
    ['is new', paymentMethod, false],
    ['was used by nobody in particular', used(paymentMethod), true],
    ['is a customer’s', attached(paymentMethod, 'cus_1'), false],
    ['was used by its customer', used(attached(paymentMethod, 'cus_1')), false],
    ['was taken from its customer', detached(attached(paymentMethod, 'cus_1')), true],
  ])('that %s can be used, or not', (_state, method, isSpent) => {
    expect(method.isSpent).toBe(isSpent);
  });

  it('belongs to one customer until it is taken away', () => {
    expect(attached(paymentMethod, 'cus_1').customerId).toBe('cus_1');
    expect(detached(attached(paymentMethod, 'cus_1')).customerId).toBeNull();
  });
});
