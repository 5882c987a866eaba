import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';
import { refusalOf } from '../../support/sdk.js';

describeContract('the account', ({ stripe }) => {
  it('is one', async () => {
    const account = await stripe().accounts.retrieveCurrent();

    expect(account).toMatchObject({ object: 'account', id: expect.stringMatching(/^acct_/) });
  });
});

describeContract('webhook endpoints', ({ stripe }) => {
  const url = 'https://shop.example/webhooks/stripe';
  const make = () =>
    stripe().webhookEndpoints.create({ url, enabled_events: ['payment_intent.succeeded'] });

  it('tell their secret once, when they are made', async () => {
    const made = await make();
    const kept = await stripe().webhookEndpoints.retrieve(made.id);
    await stripe().webhookEndpoints.del(made.id);

    expect(made).toMatchObject({
      id: expect.stringMatching(/^we_/),
      object: 'webhook_endpoint',
      enabled_events: ['payment_intent.succeeded'],
      livemode: false,
      secret: expect.stringMatching(/^whsec_/),
      status: 'enabled',
      url,
    });
    expect(kept).toMatchObject({ id: made.id });
    expect(kept).not.toHaveProperty('secret');
  });

  it('are changed, disabled and deleted', async () => {
    const { id } = await make();

    const changed = await stripe().webhookEndpoints.update(id, {
      disabled: true,
      enabled_events: ['*'],
    });
    const deleted = await stripe().webhookEndpoints.del(id);

    expect(changed).toMatchObject({ enabled_events: ['*'], status: 'disabled' });
    expect(deleted).toEqual({ id, object: 'webhook_endpoint', deleted: true });
    expect(await refusalOf(stripe().webhookEndpoints.retrieve(id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    });
  });
});
