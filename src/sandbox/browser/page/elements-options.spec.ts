import { describe, expect, it } from '@jest/globals';
import { checkElementsOptions, clientSecretOrThrow } from './elements-options.js';

const refusal = (reason: string) =>
  expect.objectContaining({
    name: 'IntegrationError',
    message: expect.stringContaining(reason),
  });

describe(checkElementsOptions, () => {
  it('takes the client secret of a PaymentIntent', () => {
    expect(checkElementsOptions({ clientSecret: 'pi_1_secret_2' })).toBe('pi_1_secret_2');
  });

  it('takes an amount and a currency before there is a PaymentIntent', () => {
    expect(checkElementsOptions({ mode: 'payment', amount: 2300, currency: 'usd' })).toBeNull();
  });

  it.each([
    [undefined, 'clientSecret'],
    [{ clientSecret: 'pi_1' }, 'client secret of the form'],
    [{ clientSecret: 'pi_1_secret_2', mode: 'payment' }, 'not both'],
    [{ mode: 'setup' }, 'does not imitate'],
    [{ mode: 'payment', amount: 10.5, currency: 'usd' }, '`amount`'],
    [{ mode: 'payment', amount: 1050, currency: 'USD' }, '`currency`'],
    [{ clientSecret: 'pi_1_secret_2', paymentMethodTypes: ['card'] }, '`paymentMethodTypes`'],
  ])('refuses %j', (options, reason) => {
    expect(() => checkElementsOptions(options)).toThrow(refusal(reason));
  });
});

describe(clientSecretOrThrow, () => {
  it('does not repeat a value that may be a secret', () => {
    expect(() => clientSecretOrThrow('confirmPayment()', 'seti_1_secret_hush')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  });
});
