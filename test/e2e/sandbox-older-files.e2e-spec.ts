import { describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { olderSandboxFile } from '../support/older-sandbox-file.js';
import { startSandbox } from '../support/running-sandbox.js';
import { startWebhookListener } from '../support/webhook-listener.js';

/** From when there was one endpoint only, with an event still owed to it. */
const ONE_ENDPOINT = `
  INSERT INTO deliveries (event_id, due_ms) SELECT id, 1 FROM events;
  INSERT INTO attempts (delivery_id, url, created_ms, duration_ms, status)
    VALUES (1, 'http://shop.example', 1, 1, 500);`;

describe('a file of an older sandbox', () => {
  it('still owes its events to the endpoint that is configured', async () => {
    const first = await startSandbox();
    await first.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const {
      data: [event],
    } = await first.stripe.events.list();
    await first.close();
    const shop = await startWebhookListener();
    const webhook = { url: shop.url, secret: 'whsec_test_0123456789' };

    const sandbox = await startSandbox({
      dataFile: await olderSandboxFile(2, ONE_ENDPOINT, first.dataFile),
      webhook,
    });

    await eventually(() => {
      expect(shop.received.map(({ body }) => body)).toEqual([
        expect.stringContaining(event?.id ?? '?'),
      ]);
    });
    await sandbox.close();
    await shop.close();
  });
});
