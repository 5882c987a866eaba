import { expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { describeContract } from '../../support/contract/contract.js';
import { create } from '../../support/contract/payments.js';
import { testModePublishableKey } from '../../support/contract/test-mode-key.js';
import { PUBLISHABLE_KEY } from '../../support/sdk.js';

const HERS: Stripe.PaymentIntentCreateParams.Shipping = {
  name: 'Ada',
  address: { line1: '1 High Street', city: 'London', country: 'GB' },
};

const ELSEWHERE = 'shipping[name]=Eve&shipping[address][line1]=2 High Street';

describeContract('publishable keys', ({ party, stripe, isSandbox }) => {
  const key = isSandbox ? PUBLISHABLE_KEY : testModePublishableKey(process.env);
  const withKey = key === null ? it.skip : it;
  const because = key === null ? ': needs STRIPE_PUBLISHABLE_KEY' : '';

  const ask = (method: 'GET' | 'POST', path: string, form: string) => {
    const headers = { Authorization: `Bearer ${key ?? ''}` };
    const query = method === 'GET' ? `?${form}` : '';
    const url = `/v1/payment_intents/${path}${query}`;
    return party().send(method, url, { headers, ...(method === 'POST' && { form }) });
  };

  withKey.each([
    ['GET', ''],
    ['POST', '/confirm'],
  ] as const)(
    `probable: open nothing with another client secret, %s …%s${because}`,
    async (method, path) => {
      const [{ id }, other] = [await create(stripe()), await create(stripe())];

      const { status, error } = await ask(
        method,
        `${id}${path}`,
        `client_secret=${other.client_secret ?? ''}`,
      );

      expect(status).toBe(400);
      expect(error).toMatchObject({
        type: 'invalid_request_error',
        message:
          'The client_secret provided does not match the client_secret associated with the PaymentIntent.',
        param: 'client_secret',
      });
      expect(error).not.toHaveProperty('code');
      expect(error).not.toHaveProperty('payment_intent');
    },
  );

  withKey(`find nothing where there is no PaymentIntent${because}`, async () => {
    const { status, error } = await ask('GET', 'pi_x', 'client_secret=pi_x_secret_y');

    expect(status).toBe(404);
    expect(error).toMatchObject({
      code: 'resource_missing',
      message: "No such payment_intent: 'pi_x'",
    });
  });

  withKey.each([
    ['at the start', async () => create(stripe(), { shipping: HERS })],
    [
      'later',
      async () => {
        const { id } = await create(stripe());
        return stripe().paymentIntents.update(id, { shipping: HERS });
      },
    ],
  ])(`cannot change where a server has said %s to ship to${because}`, async (_when, make) => {
    const { id, client_secret } = await make();

    const form = `client_secret=${client_secret ?? ''}&payment_method=pm_card_visa&${ELSEWHERE}`;
    const { status, error } = await ask('POST', `${id}/confirm`, form);

    expect(status).toBe(400);
    expect(error).toMatchObject({
      type: 'invalid_request_error',
      code: 'payment_intent_invalid_parameter',
      message:
        'The shipping information on this PaymentIntent was last set with a secret key and therefore cannot be changed with a publishable key. Please use your secret key instead.',
    });
    expect(await stripe().paymentIntents.retrieve(id)).toMatchObject({
      shipping: { name: 'Ada', address: { line1: '1 High Street' } },
      status: 'requires_payment_method',
    });
  });
});
