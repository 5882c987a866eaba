import { describe, expect, it } from '@jest/globals';
import { paymentIntentIdOf } from './client-secret.js';

describe(paymentIntentIdOf, () => {
  it('reads the id in front of the secret', () => {
    expect(paymentIntentIdOf('pi_3Abc_secret_xyz')).toBe('pi_3Abc');
  });

  it.each(['', 'pi_3Abc', 'seti_1_secret_x', 'pi_3Abc_secret_', 'pi_../x_secret_y', 7, null])(
    'reads nothing in %p',
    (value) => {
      expect(paymentIntentIdOf(value)).toBeNull();
    },
  );
});
