import { describe, expect, it } from '@jest/globals';
import { both, withCollected } from './collected.js';

const address = {
  line1: '12 Analytical Way',
  line2: null,
  city: 'Portland',
  state: 'OR',
  postal_code: '97201',
  country: 'US',
};

describe(withCollected, () => {
  it('prefers what the shopper typed to what the page passed', () => {
    const params = {
      shipping: { name: 'Anon', address: { line1: 'Nowhere' } },
      payment_method_data: { billing_details: { email: 'old@shop.test', phone: '555' } },
    };
    const collected = {
      shipping: { name: 'Ada', address },
      billingDetails: { email: 'ada@shop.test' },
    };

    expect(withCollected(params, collected)).toEqual({
      shipping: { name: 'Ada', address },
      payment_method_data: { billing_details: { email: 'ada@shop.test', phone: '555' } },
    });
  });

  it('adds no billing details to a payment method that exists', () => {
    const params = { payment_method: 'pm_1' };

    expect(withCollected(params, { billingDetails: { email: 'ada@shop.test' } })).toEqual(params);
  });
});

describe(both, () => {
  it('joins the billing details of two elements', () => {
    const email = { billingDetails: { email: 'ada@shop.test' } };
    const billing = { billingDetails: { name: 'Ada', address } };
    const shipping = { shipping: { name: 'Ada', address } };

    expect([email, billing, shipping].reduce(both, {})).toEqual({
      shipping: { name: 'Ada', address },
      billingDetails: { email: 'ada@shop.test', name: 'Ada', address },
    });
  });
});
