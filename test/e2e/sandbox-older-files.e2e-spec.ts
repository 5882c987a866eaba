import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { MIGRATIONS } from '../../src/sandbox/store/schema.js';
import { freshFolder, onDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { startSandbox } from '../support/running-sandbox.js';
import { startWebhookListener } from '../support/webhook-listener.js';

/** A file as it was when there was one endpoint only, with an event still owed to it. */
async function fileWithOneEndpoint(): Promise<string> {
  const file = path.join(await freshFolder(), 'sandbox.db');
  onDatabase(file, (database) => {
    for (const sql of MIGRATIONS.slice(0, 2)) database.exec(sql);
    database.pragma('user_version = 2');
    database.exec(`
      INSERT INTO events (id, type, created, api_version, request_id, object)
        VALUES ('evt_old', 'charge.succeeded', 1, '2026-08-26.dahlia', 'req_1', '{}');
      INSERT INTO deliveries (event_id, due_ms) VALUES ('evt_old', 1);
      INSERT INTO attempts (delivery_id, url, created_ms, duration_ms, status)
        VALUES (1, 'http://shop.example', 1, 1, 500);`);
  });
  return file;
}

describe('a file of an older sandbox', () => {
  it('still owes its events to the endpoint that is configured', async () => {
    const shop = await startWebhookListener();
    const webhook = { url: shop.url, secret: 'whsec_test_0123456789' };

    const sandbox = await startSandbox({ dataFile: await fileWithOneEndpoint(), webhook });

    await eventually(() => {
      expect(shop.received.map(({ body }) => body)).toEqual([expect.stringContaining('evt_old')]);
    });
    await sandbox.close();
    await shop.close();
  });
});
