import { describe, expect, it } from '@jest/globals';
import { testModeKey, testModePublishableKey } from '../../support/contract/test-mode-key.js';

const OF_STRIPE = `sk_test_${'0123456789abcdef'.repeat(2)}`;

describe('the key for Stripe’s test mode', () => {
  it.each([OF_STRIPE, OF_STRIPE.replace('sk_', 'rk_')])('%s is taken', (key) => {
    expect(testModeKey({ STRIPE_SECRET_KEY: key })).toBe(key);
  });

  it.each([undefined, '', 'sk_test_foliosandbox'])('is not %s', (key) => {
    expect(testModeKey({ STRIPE_SECRET_KEY: key })).toBeNull();
  });

  it.each(['sk_live_0123456789', OF_STRIPE.replace('_test_', '_live_'), 'rk_live_0123456789'])(
    'is never a live one, such as %s',
    (key) => {
      expect(() => testModeKey({ STRIPE_SECRET_KEY: key })).toThrow('is a live key');
    },
  );
});

describe('the publishable key for Stripe’s test mode', () => {
  it('is taken', () => {
    expect(testModePublishableKey({ STRIPE_PUBLISHABLE_KEY: 'pk_test_0123' })).toBe('pk_test_0123');
  });

  it.each([undefined, '', 'pk_live_0123', 'sk_test_0123'])('is not %s', (key) => {
    expect(testModePublishableKey({ STRIPE_PUBLISHABLE_KEY: key })).toBeNull();
  });
});
