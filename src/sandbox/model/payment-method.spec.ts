import { describe, expect, it } from '@jest/globals';
import { NO_BILLING_DETAILS } from './contact.js';
import { paymentMethodOf } from './payment-method.js';
import type { TestCard } from './test-cards.js';

const testCard: TestCard = {
  number: '378282246310005',
  tokens: [],
  funding: 'credit',
  behaviour: { kind: 'pays', aftermath: 'none' },
};

describe(paymentMethodOf, () => {
  const card = { testCard, expMonth: 12, expYear: 2034, hasCvc: true };
  const identity = { id: 'pm_1', created: 1, fingerprint: 'f' };
  const paymentMethod = paymentMethodOf(card, NO_BILLING_DETAILS, identity);

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
