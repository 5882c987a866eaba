import { describe, expect, it } from '@jest/globals';
import { checkPublishableKey } from './publishable-key.js';

describe(checkPublishableKey, () => {
  it('accepts a test key', () => {
    expect(checkPublishableKey('pk_test_123')).toBe('pk_test_123');
  });

  it.each([
    ['', 'empty string'],
    [undefined, 'empty string'],
    ['sk_test_123', 'secret key'],
    ['rk_live_123', 'secret key'],
    ['pk_live_123', 'refuses live keys'],
    ['hello', 'starts with pk_test_'],
  ])('refuses %p and says why', (key, reason) => {
    expect(() => checkPublishableKey(key)).toThrow(
      expect.objectContaining({
        name: 'IntegrationError',
        message: expect.stringContaining(reason),
      }),
    );
  });
});
