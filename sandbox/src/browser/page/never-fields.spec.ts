import { describe, expect, it } from '@jest/globals';
import { refuseMissingFields } from './never-fields.js';

const ADDRESS = { country: 'US', postal_code: '', state: '', city: '', line1: '', line2: '' };

describe(refuseMissingFields, () => {
  it.each([
    [{ email: 'never' }, {}, 'email'],
    [{ address: { postalCode: 'never' } }, { address: {} }, 'address.postal_code'],
    [{ address: 'never' }, { address: { ...ADDRESS, line2: undefined } }, 'address.line2'],
    ['never', { email: 'ada@shop.test' }, 'name'],
  ])('wants, for %j and given %j, %s', (billingDetails, given, missing) => {
    expect(() => {
      refuseMissingFields({ billingDetails }, given);
    }).toThrow(
      expect.objectContaining({
        name: 'IntegrationError',
        message: expect.stringContaining(
          `did not pass confirmParams.payment_method_data.billing_details.${missing} `,
        ),
      }),
    );
  });

  it.each([
    [undefined, undefined],
    [{ billingDetails: 'auto' }, undefined],
    [{ billingDetails: { email: 'never' } }, { email: '' }],
    [{ billingDetails: { address: 'if_required' } }, undefined],
    [{ billingDetails: 'never' }, { name: '', email: '', phone: '', address: ADDRESS }],
  ])('is content, for %j, with %j', (fields, given) => {
    expect(() => {
      refuseMissingFields(fields, given);
    }).not.toThrow();
  });
});
