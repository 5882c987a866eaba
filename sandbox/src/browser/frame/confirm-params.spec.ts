import { describe, expect, it } from '@jest/globals';
import { confirmParams } from './confirm-params.js';

const ENTRY = { number: '4242 4242 4242 4242', expiry: '05 / 30', cvc: '123' };
const CARD = { number: '4242424242424242', exp_month: 5, exp_year: 2030, cvc: '123' };

describe(confirmParams, () => {
  it('puts the card beside what the page asked for', () => {
    const params = { return_url: 'http://shop.test/done', receipt_email: 'ada@shop.test' };

    expect(confirmParams(params, ENTRY, undefined)).toEqual({
      ...params,
      payment_method_data: { type: 'card', card: CARD, billing_details: {} },
    });
  });

  it('prefers the billing details of the confirmation to the defaults of the element', () => {
    const params = {
      payment_method_data: {
        allow_redisplay: 'limited',
        billing_details: { name: 'Ada' },
      },
    };

    expect(confirmParams(params, ENTRY, { name: 'Anon', email: 'a@shop.test' })).toEqual({
      payment_method_data: {
        allow_redisplay: 'limited',
        type: 'card',
        card: CARD,
        billing_details: { name: 'Ada', email: 'a@shop.test' },
      },
    });
  });

  it('lets no page slip in a card of its own', () => {
    const params = { payment_method_data: { type: 'sepa_debit', card: { number: '1' } } };

    expect(confirmParams(params, ENTRY, null)).toMatchObject({
      payment_method_data: { type: 'card', card: CARD },
    });
  });
});
