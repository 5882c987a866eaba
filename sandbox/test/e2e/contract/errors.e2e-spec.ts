import { expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { describeContract, type Sent } from '../../support/contract/contract.js';
import { ERRORS, type Told } from '../../support/contract/error-rows.js';
import { REQUEST_ERRORS } from '../../support/contract/request-rows.js';

interface Refusal {
  status: number;
  error: Record<string, unknown>;
}

/** What a request was refused with, whether the SDK threw it or it came as it is. */
async function refusalOf(request: Promise<unknown>): Promise<Refusal> {
  const outcome = await request.catch((error: unknown) => error);
  if (outcome instanceof Stripe.errors.StripeError) {
    return { status: outcome.statusCode ?? 0, error: outcome.raw as Record<string, unknown> };
  }
  const { status, error } = outcome as Sent;
  if (!error) throw new Error(`It was not refused: ${JSON.stringify(outcome)}`);
  return { status, error };
}

function expectTold({ status, error }: Refusal, told: Told) {
  expect(status).toBe(told.status);
  expect(error['type']).toBe(told.type ?? 'invalid_request_error');
  for (const field of ['code', 'param'] as const) {
    if (told[field] === null) expect(error).not.toHaveProperty(field);
    else if (told[field] !== undefined) expect(error[field]).toBe(told[field]);
  }
  if (told.message instanceof RegExp) expect(error['message']).toMatch(told.message);
  else if (told.message !== undefined) expect(error['message']).toBe(told.message);
}

const DECLINED =
  'amount=2300&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined&return_url=https://shop.example';

describeContract('errors', ({ party, stripe, isSandbox }) => {
  it.each([...ERRORS, ...REQUEST_ERRORS])('%s', async (_name, request, told) => {
    const send = party().send.bind(party());

    const refusal = await refusalOf(request({ stripe: stripe(), send }));

    expectTold(refusal, told);
    const { code } = refusal.error;
    if (typeof code === 'string') {
      const page = code.replaceAll('_', '-');
      expect(refusal.error['doc_url']).toBe(`https://stripe.com/docs/error-codes/${page}`);
    }
  });

  it.each([
    ['what is nowhere', 'GET', '/v1/charges/ch_x', 404],
    ['an unknown parameter', 'POST', '/v1/payment_intents?foo=1', 400],
    ['a decline', 'POST', `/v1/payment_intents?${DECLINED}`, 402],
  ])('of %s lead to the page about the request', async (_what, method, path, status) => {
    const { headers, error, ...told } = await party().send(method, path);

    expect(told.status).toBe(status);

    const url = error?.['request_log_url'] as string;
    expect(url).toMatch(
      isSandbox ? /^http:\/\/127\.0\.0\.1:\d+\// : /^https:\/\/dashboard\.stripe\.com\//,
    );
    expect(new URL(url).pathname.split('/').at(-1)).toBe(headers.get('request-id'));
  });

  it('lead nowhere without a key', async () => {
    const { error } = await party().send('GET', '/v1/charges', { headers: { Authorization: '' } });

    expect(error).not.toHaveProperty('request_log_url');
  });

  it('of a forgotten id leave nothing behind, and list nothing', async () => {
    const { paymentIntents } = stripe();
    const newest = async () => (await paymentIntents.list({ limit: 1 })).data[0]?.id;
    const before = await newest();

    const refusals = [
      await refusalOf(paymentIntents.retrieve('')),
      await refusalOf(paymentIntents.update('', { amount: 2300, currency: 'usd' })),
    ];

    expect(refusals.map(({ status }) => status)).toEqual([404, 404]);
    expect(await newest()).toBe(before);
  });
});
