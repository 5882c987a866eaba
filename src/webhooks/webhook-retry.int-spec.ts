import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onDatabase } from '../../test/support/database.js';
import { openShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { WebhookEventRepository } from './webhook-event.repository.js';
import { WebhooksService } from './webhooks.service.js';

const MINUTE_MS = 60_000;
/** More than twice what is read at once. */
const CROWD = 250;

describe('stored events that failed', () => {
  let shop: ShopInProcess;
  const now = new Date();

  /** An event of nobody's payment, that is due since then. */
  function insert(eventId: string, dueSince: Date) {
    shop.change(
      `INSERT INTO WebhookEvent
         (eventId, type, paymentIntentId, payload, status, attempts, createdAt, receivedAt, nextAttemptAt)
       VALUES (?, 'payment_intent.succeeded', 'pi_of_nobody', '{}', 'retry_scheduled', 1, ?, ?, ?)`,
      eventId,
      ...[now, now, dueSince].map((date) => date.toISOString().replace('Z', '+00:00')),
    );
  }

  beforeAll(async () => {
    shop = await openShop();
    for (let n = 0; n < CROWD; n += 1) insert(`evt_${n}`, new Date(now.getTime() - MINUTE_MS));
    insert('evt_longest_due', new Date(now.getTime() - 2 * MINUTE_MS));
  });
  afterAll(() => shop.close());

  it('are told, although nobody has to decide anything about them yet', async () => {
    const [check, review] = [await shop.orders('check', '--all-open'), await shop.orders('review')];

    expect(check).toMatchObject({
      code: 0,
      said: expect.stringContaining('Events that wait to be tried again: 251.'),
    });
    expect(review).toMatchObject({
      code: 0,
      said: expect.stringContaining('251 events wait to be tried again'),
    });
  });

  it('are tried in the order in which they are due, not in which they came', async () => {
    const [first] = await shop.get(WebhookEventRepository).due(now);

    expect(first?.eventId).toBe('evt_longest_due');
  });

  it('count one attempt of two that are made at once, as by two processes', async () => {
    const events = shop.get(WebhookEventRepository);
    const [event] = await events.due(now);
    if (!event) throw new Error('No event is due');

    await Promise.all([1, 2].map(() => events.scheduleRetry(event, 'No order.', now)));

    const attempts = onDatabase(shop.databasePath, (database) =>
      database.prepare('SELECT attempts FROM WebhookEvent WHERE eventId = ?').get(event.eventId),
    );
    expect(attempts).toEqual({ attempts: 2 });
  });

  it('are all tried in one run, however many wait before them', async () => {
    await shop.get(WebhooksService).retryDue(() => true, now);

    const untried = onDatabase(shop.databasePath, (database) =>
      database.prepare('SELECT eventId FROM WebhookEvent WHERE attempts < 2').all(),
    );
    expect(untried).toEqual([]);
  });
});
