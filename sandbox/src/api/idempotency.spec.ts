import { describe, expect, it } from '@jest/globals';
import { parseForm } from '../wire/stripe-form.js';
import { fingerprintOf } from './idempotency.js';

describe(fingerprintOf, () => {
  it('tells other parameters and other endpoints apart', () => {
    const form = parseForm('amount=100');

    expect(fingerprintOf('POST', '/v1/a', form)).toBe(fingerprintOf('POST', '/v1/a', form));
    expect(fingerprintOf('POST', '/v1/a', form)).not.toBe(fingerprintOf('POST', '/v1/b', form));
    expect(fingerprintOf('POST', '/v1/a', form)).not.toBe(
      fingerprintOf('POST', '/v1/a', parseForm('amount=101')),
    );
  });

  it.each(['', 'payment_method_data'])(
    'tells no cards apart by what is not kept, in %p',
    (path) => {
      const of = (number: string, cvc: string) => {
        const name = (field: string) =>
          path === '' ? `card[${field}]` : `${path}[card][${field}]`;
        const form = parseForm(`${name('number')}=${number}&${name('cvc')}=${cvc}`);
        return fingerprintOf('POST', '/v1/payment_methods', form);
      };

      expect(of('4242424242424242', '123')).toBe(of('0000000000004242', '999'));
      expect(of('4242424242424242', '123')).not.toBe(of('4000000000000002', '123'));
    },
  );
});
