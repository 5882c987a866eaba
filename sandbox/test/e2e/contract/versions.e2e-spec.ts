import { expect, it } from '@jest/globals';
import { describeContract } from '../../support/contract/contract.js';

describeContract('API versions', ({ party, stripe }) => {
  const spokenIn = async (version: string) => {
    const { status, headers } = await party().send('GET', '/v1/events?limit=1', {
      headers: { 'Stripe-Version': version },
    });
    return [status, headers.get('stripe-version')];
  };

  it.each([
    '2011-01-01',
    '2019-03-14',
    '2020-08-27',
    '2024-06-20',
    '2024-09-30.acacia',
    '2025-03-31.basil',
    '2026-02-25.clover',
    '2026-08-26.dahlia',
    '2026-10-28.endive',
  ])('%s is spoken', async (version) => {
    expect(await spokenIn(version)).toEqual([200, version]);
  });

  it.each(['2025-03-31.preview', '2026-08-26.preview'])(
    'probable: the preview %s is spoken',
    async (version) => {
      expect(await spokenIn(version)).toEqual([200, version]);
    },
  );

  it('an endpoint for webhooks keeps its own', async () => {
    const { id, api_version } = await stripe().webhookEndpoints.create({
      url: 'https://shop.example/webhooks/stripe',
      enabled_events: ['charge.succeeded'],
      api_version: '2024-06-20',
    });
    await stripe().webhookEndpoints.del(id);

    expect(api_version).toBe('2024-06-20');
  });
});
