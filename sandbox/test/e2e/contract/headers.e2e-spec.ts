import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';

const INTENTS = '/v1/payment_intents';
const VALID = 'amount=2300&currency=usd';
const PAID = `${VALID}&confirm=true&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never&payment_method=`;

describeContract('headers', ({ party }) => {
  const post = (form: string, key: string | null = null) =>
    party().send('POST', INTENTS, {
      form,
      headers: key === null ? {} : { 'Idempotency-Key': key },
    });
  const newKey = () => `contract-${crypto.randomUUID()}`;

  it('say that it is JSON, and nothing more', async () => {
    const answers = [await post(VALID), await party().send('GET', '/v1/charges/ch_x')];

    for (const { headers } of answers) expect(headers.get('content-type')).toBe('application/json');
  });

  it.each([
    ['what was created', VALID, 200],
    ['what was paid', `${PAID}pm_card_visa`, 200],
    ['what was declined', `${PAID}pm_card_chargeDeclined`, 402],
  ])('advise against trying %s again', async (_what, form, status) => {
    const key = newKey();
    const answers = [await post(form), await post(form, key)];

    expect(answers.map((each) => each.status)).toEqual([status, status]);
    for (const { headers } of answers) expect(headers.get('stripe-should-retry')).toBe('false');
  });

  it('advise against trying again what is answered from memory (probable)', async () => {
    const key = newKey();
    await post(VALID, key);

    const { headers } = await post(VALID, key);

    expect(headers.get('idempotent-replayed')).toBe('true');
    expect(headers.get('stripe-should-retry')).toBe('false');
  });

  it('have no advice about what was never begun', async () => {
    const answers = [
      await post(`${VALID}&foo=1`),
      await post(`${VALID}&foo=1`, newKey()),
      await party().send('GET', INTENTS),
      await party().send('GET', '/v1/charges/ch_x'),
    ];

    for (const { headers } of answers) expect(headers.get('stripe-should-retry')).toBeNull();
  });

  it('name the request itself as the original one, refused or not', async () => {
    for (const form of [VALID, `${VALID}&foo=1`]) {
      const { headers } = await post(form, newKey());

      expect(headers.get('original-request')).toMatch(/^req_/);
      expect(headers.get('original-request')).toBe(headers.get('request-id'));
    }
  });

  it('name no original request where there is no key', async () => {
    const answers = [await post(VALID), await party().send('GET', INTENTS)];

    for (const { headers } of answers) expect(headers.get('original-request')).toBeNull();
  });
});
