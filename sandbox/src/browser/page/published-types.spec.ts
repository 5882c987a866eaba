import { describe, expect, it } from '@jest/globals';
import type {
  Stripe,
  StripeAddressElement,
  StripeElements,
  StripeLinkAuthenticationElement,
  StripePaymentElement,
} from '@stripe/stripe-js';
import type { AddressElement } from './address-element.js';
import type { ElementsGroup } from './elements-group.js';
import type { LinkAuthenticationElement } from './link-authentication-element.js';
import type { PaymentElement } from './payment-element.js';
import { createStripe, type StandIn } from './stripe-object.js';

// Only `npm run typecheck` reads these: each line is false when a type of ours no longer fits.
type Fits<Ours, Published> = Ours extends Published ? true : false;

interface Fitting {
  stripe: Fits<StandIn, Stripe>;
  elements: Fits<ElementsGroup, StripeElements>;
  payment: Fits<PaymentElement, StripePaymentElement>;
  address: Fits<AddressElement, StripeAddressElement>;
  linkAuthentication: Fits<LinkAuthenticationElement, StripeLinkAuthenticationElement>;
}

const ALL_FIT: Fitting = {
  stripe: true,
  elements: true,
  payment: true,
  address: true,
  linkAuthentication: true,
};

/** As a page of a shop is written, by the published types alone. */
async function buy(stripe: Stripe, clientSecret: string): Promise<string> {
  const elements: StripeElements = stripe.elements({ clientSecret, appearance: { theme: 'flat' } });
  elements.create('payment', { layout: 'tabs' }).on('change', ({ complete, value }) => {
    buttons.push(`${String(complete)} ${value.type}`);
  });
  const address = elements.create('address', { mode: 'shipping', fields: { phone: 'always' } });
  const { value } = await address.getValue();
  elements.create('linkAuthentication').on('change', (event) => buttons.push(event.value.email));
  const { error } = await elements.submit();
  if (error !== undefined) return error.message ?? '';
  await elements.fetchUpdates();
  const result = await stripe.confirmPayment({ elements, redirect: 'if_required' });
  return result.error?.code ?? `${result.paymentIntent?.status ?? ''} ${value.name}`;
}

const buttons: string[] = [];

describe(createStripe, () => {
  it('gives every function of the published type, and the loader’s hook', () => {
    const stripe = createStripe('http://127.0.0.1:1', 'pk_test_foliosandbox');

    expect(Object.values(ALL_FIT)).not.toContain(false);
    expect(Object.values(stripe).every((each) => typeof each === 'function')).toBe(true);
    expect(Object.keys(stripe)).toEqual(
      expect.arrayContaining(['elements', 'confirmPayment', 'createToken', '_registerWrapper']),
    );
  });

  it('refuses in words what it does not imitate', () => {
    const stripe = createStripe('http://127.0.0.1:1', 'pk_test_foliosandbox');

    expect(() =>
      stripe.paymentRequest({ country: 'US', currency: 'usd', total: { amount: 1, label: '' } }),
    ).toThrow(
      expect.objectContaining({
        name: 'IntegrationError',
        message: expect.stringContaining('does not imitate stripe.paymentRequest()'),
      }),
    );
  });

  it('asks a page that is written by the types for a client secret first', async () => {
    const stripe = createStripe('http://127.0.0.1:1', 'pk_test_foliosandbox');

    await expect(buy(stripe, 'pi_1')).rejects.toMatchObject({ name: 'IntegrationError' });
  });
});
