import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';

const INTENTS = '/v1/payment_intents';
const VALID = 'amount=2300&currency=usd';
const PAID = `${VALID}&confirm=true&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never&payment_method=`;
const newKey = () => `contract-${crypto.randomUUID()}`;

describeContract('idempotency', ({ party, stripe }) => {
  const post = (key: string, form = VALID, path = INTENTS) =>
    party().send('POST', path, { form, headers: { 'Idempotency-Key': key } });

  it.each([
    ['what was created', VALID, 200],
    ['what was paid', `${PAID}pm_card_visa`, 200],
    ['a decline', `${PAID}pm_card_chargeDeclined`, 402],
  ])('%s is answered again byte for byte', async (_what, form, status) => {
    const key = newKey();

    const first = await post(key, form);
    const second = await post(key, form);

    expect([first.status, second.status]).toEqual([status, status]);
    expect(second.text).toBe(first.text);
    const original = first.headers.get('request-id');
    expect(original).toMatch(/^req_/);
    expect(first.headers.get('original-request')).toBe(original);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('original-request')).toBe(original);
    expect(second.headers.get('request-id')).not.toBe(original);
    expect(second.headers.get('idempotency-key')).toBe(key);
  });

  it('a decline that is answered again is one charge', async () => {
    const key = newKey();
    const { error } = await post(key, `${PAID}pm_card_chargeDeclined`);
    await post(key, `${PAID}pm_card_chargeDeclined`);

    const intent = (error?.['payment_intent'] as { id: string }).id;
    expect((await stripe().charges.list({ payment_intent: intent })).data).toHaveLength(1);
  });

  it('what was never begun may be mended under the same key', async () => {
    const key = newKey();

    const refused = await post(key, `${VALID}&foo=1`);
    const mended = await post(key);

    expect([refused.status, mended.status]).toEqual([400, 200]);
    expect(mended.headers.get('idempotent-replayed')).toBeNull();
  });

  it.each([
    ['other parameters', 'amount=4600&currency=usd', INTENTS],
    ['another endpoint', '', `${INTENTS}/ID/cancel`],
  ])('%s under the same key are refused', async (_what, form, path) => {
    const key = newKey();
    const { id } = JSON.parse((await post(key)).text) as { id: string };

    const { status, error } = await post(key, form, path.replace('ID', id));

    expect(status).toBe(400);
    expect(error).toEqual(
      expect.objectContaining({
        type: 'idempotency_error',
        message: expect.stringMatching(/^Keys for idempotent requests can only be used /),
      }),
    );
    expect(error).not.toHaveProperty('code');
    expect(error).not.toHaveProperty('param');
  });

  it('of two at once with one key, one does the work', async () => {
    const key = newKey();

    const answers = await Promise.all([post(key), post(key), post(key)]);

    const done = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(new Set(done.map(({ text }) => text)).size).toBe(1);
    for (const { status, error } of refused) {
      expect([status, error?.['code']]).toEqual([409, 'idempotency_key_in_use']);
    }
  });

  it('a key has no meaning on a GET', async () => {
    const headers = { 'Idempotency-Key': newKey() };
    await party().send('GET', INTENTS, { headers });

    const { status, headers: told } = await party().send('GET', '/v1/charges', { headers });

    expect(status).toBe(200);
    expect(told.get('idempotent-replayed')).toBeNull();
  });

  it.each([
    [255, 200],
    [256, 400],
  ])('a key of %i characters gets a %i', async (length, status) => {
    expect((await post(newKey().padEnd(length, 'k'))).status).toBe(status);
  });

  it('every answer names its request and the version it speaks', async () => {
    const { headers } = await party().send('GET', INTENTS, {
      headers: { 'Stripe-Version': '2026-10-28.endive' },
    });

    expect(headers.get('request-id')).toMatch(/^req_/);
    expect(headers.get('stripe-version')).toBe('2026-10-28.endive');
  });
});
