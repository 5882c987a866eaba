import { describe, expect, it } from '@jest/globals';
import { toCreateParams } from './to-create-params.js';

const REQUEST = {
  orderId: 'order-1',
  amount: { minor: 2750, currency: 'usd' },
  orderNumber: 1001,
  description: 'Order 1001: A Book',
  shipping: null,
} as const;
const ADDRESS = {
  ...{ line1: '12 Mill Lane', line2: '', city: 'Portland', state: 'OR' },
  ...{ postalCode: '97205', country: 'US' },
};

describe(toCreateParams, () => {
  it('tells Stripe where the books are sent, without what is not known', () => {
    const shipping = { name: 'Ada Lovelace', phone: '', address: ADDRESS };

    expect(toCreateParams({ ...REQUEST, shipping }).shipping).toEqual({
      name: 'Ada Lovelace',
      address: {
        ...{ line1: '12 Mill Lane', city: 'Portland', state: 'OR' },
        ...{ postal_code: '97205', country: 'US' },
      },
    });
  });

  it('says in the metadata which order of this shop it is', () => {
    expect(toCreateParams(REQUEST).metadata).toEqual({ order_id: 'order-1', folio_order: '1001' });
  });

  it('tells nothing of what is collected', () => {
    expect(toCreateParams(REQUEST)).not.toHaveProperty('shipping');
  });

  it('has the same parameters for the same request, as its idempotency key requires', () => {
    const request = { ...REQUEST, shipping: { name: 'Ada', phone: '1', address: ADDRESS } };

    expect(toCreateParams(request)).toEqual(toCreateParams(structuredClone(request)));
  });
});
