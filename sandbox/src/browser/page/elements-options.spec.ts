import { describe, expect, it } from '@jest/globals';
import {
  checkElementsOptions,
  checkElementsUpdate,
  clientSecretOrThrow,
} from './elements-options.js';

const refusal = (reason: string) =>
  expect.objectContaining({
    name: 'IntegrationError',
    message: expect.stringContaining(reason),
  });

const PRICE = { amount: 2300, currency: 'usd' };

describe(checkElementsOptions, () => {
  it('takes the client secret of a PaymentIntent', () => {
    expect(checkElementsOptions({ clientSecret: 'pi_1_secret_2' })).toEqual({
      clientSecret: 'pi_1_secret_2',
      deferred: null,
    });
  });

  it('takes an amount and a currency before there is a PaymentIntent', () => {
    expect(checkElementsOptions({ mode: 'payment', ...PRICE })).toEqual({
      clientSecret: null,
      deferred: PRICE,
    });
  });

  it.each([
    [undefined, 'clientSecret'],
    [{ clientSecret: 'pi_1' }, 'client secret of the form'],
    [{ clientSecret: 'pi_1_secret_2', mode: 'payment' }, 'not both'],
    [{ mode: 'setup' }, 'does not imitate'],
    [{ mode: 'payment', amount: 10.5, currency: 'usd' }, '`amount`'],
    [{ mode: 'payment', amount: 1050, currency: 'USD' }, '`currency`'],
    [{ clientSecret: 'pi_1_secret_2', paymentMethodTypes: ['card'] }, '`paymentMethodTypes`'],
    [{ mode: 'payment', ...PRICE, allowedPaymentMethodTypes: ['klarna'] }, 'payments by klarna'],
    [{ mode: 'payment', ...PRICE, paymentMethodCreation: 'manual' }, '`paymentMethodCreation`'],
    [{ mode: 'payment', ...PRICE, setupFutureUsage: 'off_session' }, '`setupFutureUsage`'],
    [{ clientSecret: 'pi_1_secret_2', customerSessionClientSecret: 'cuss_1' }, '`customerSession'],
  ])('refuses %j', (options, reason) => {
    expect(() => checkElementsOptions(options)).toThrow(refusal(reason));
  });
});

describe(checkElementsUpdate, () => {
  it('changes what is to be paid while there is no PaymentIntent', () => {
    expect(checkElementsUpdate(PRICE, { amount: 2500 })).toEqual({ ...PRICE, amount: 2500 });
  });

  it.each([
    [PRICE, { amount: 0 }, '`amount`'],
    [PRICE, { mode: 'setup' }, 'does not imitate'],
    [PRICE, { paymentMethodTypes: ['card'] }, '`paymentMethodTypes`'],
    [PRICE, { setupFutureUsage: 'on_session' }, '`setupFutureUsage`'],
    [null, { amount: 2500 }, 'elements.fetchUpdates()'],
  ])('refuses, of %j, the change %j', (current, options, reason) => {
    expect(() => checkElementsUpdate(current, options)).toThrow(refusal(reason));
  });

  it('leaves a PaymentIntent alone when only the look changes', () => {
    expect(checkElementsUpdate(null, { appearance: { theme: 'night' } })).toBeNull();
  });
});

describe(clientSecretOrThrow, () => {
  it('does not repeat a value that may be a secret', () => {
    expect(() => clientSecretOrThrow('confirmPayment()', 'seti_1_secret_hush')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hush') }),
    );
  });
});
