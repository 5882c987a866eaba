import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { onDatabase } from '../../test/support/database.js';
import { describeOnEach, freshLocation } from '../../test/support/each-database.js';
import { anOrder } from '../../test/support/placed-orders.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { monthsBefore } from '../common/daily-deletion.js';
import { DatabaseService } from '../database/database.service.js';
import type { EventStatus } from './event-status.js';
import { OldPayloadsRepository } from './old-payloads.repository.js';
import { OldPayloadsScheduler } from './old-payloads.scheduler.js';

/** More than twice what is changed at once. */
const CROWD = 1_200;
const PAYLOAD = '{"data":{"object":{"receipt_email":"ada@example.com"}}}';
const monthsAgo = (months: number) => monthsBefore(new Date(), months);

describeOnEach('the payload of an event', (kind) => {
  let database: DatabaseService;

  beforeEach(async () => {
    database = await DatabaseService.at(await freshLocation(kind));
    await database.onModuleInit();
  });
  afterEach(() => database.onApplicationShutdown());

  const anEvent = (eventId: string, months: number, status: EventStatus = 'processed') => {
    const type = 'payment_intent.succeeded';
    const at = monthsAgo(months);
    return { eventId, type, payload: PAYLOAD, status, createdAt: at, receivedAt: at };
  };
  const insert = (
    events: (ReturnType<typeof anEvent> & { dismissedAt?: Date; dismissedBy?: string })[],
  ) => database.write((tx) => tx.webhookEvent.createMany({ data: events }));
  const deleteOld = () => new OldPayloadsRepository(database).deleteBefore(monthsAgo(6));
  const all = () => database.reader.webhookEvent.findMany({ orderBy: { id: 'asc' } });

  it('is deleted some months after it came, once it is processed, and nothing else of the event', async () => {
    const unprocessed = ['received', 'retry_scheduled', 'dead_letter'] as const;
    const kept = [anEvent('evt_young', 5), ...unprocessed.map((status) => anEvent(`evt_${status}`, 7, status))]; // prettier-ignore
    await insert([anEvent('evt_old', 7), ...kept]);
    const [old, ...others] = await all();

    const deleted = [await deleteOld(), await deleteOld()];

    expect(deleted).toEqual([1, 0]);
    expect(others).toHaveLength(kept.length);
    expect(await all()).toEqual([{ ...old, payload: '{}' }, ...others]);
  });

  it('is deleted of a dead letter that a person has dismissed', async () => {
    const dismissal = { dismissedAt: monthsAgo(7), dismissedBy: 'ada' };
    await insert([{ ...anEvent('evt_dismissed', 7, 'dead_letter'), ...dismissal }]);

    expect(await deleteOld()).toBe(1);
  });

  it('is deleted of however many events', async () => {
    await insert(Array.from({ length: CROWD }, (_, n) => anEvent(`evt_${n}`, 7)));

    expect(await deleteOld()).toBe(CROWD);
    expect((await all()).filter(({ payload }) => payload !== '{}')).toEqual([]);
  });
});

describe('an event whose payload was deleted', () => {
  let shop: ShopInProcess;
  beforeEach(async () => {
    shop = await openImpatientShop({ ADDRESS_MONTHS: '6' });
  });
  afterEach(() => shop.close());

  const events = () =>
    onDatabase(shop.databasePath, (database) =>
      database.prepare<[], { payload: string }>('SELECT * FROM WebhookEvent').all(),
    );

  it('is not applied again when it is delivered again', async () => {
    const order = await anOrder(shop, aBook(shop.databasePath).slug);
    order.pay();
    await shop.deliver('payment_intent.succeeded');
    const receivedAt = monthsAgo(7).toISOString().replace('Z', '+00:00');
    shop.change('UPDATE WebhookEvent SET receivedAt = ?', receivedAt);
    await shop.get(OldPayloadsScheduler).deleteOld(new Date());
    const before = events();
    await shop.deliver('payment_intent.succeeded');

    expect(order.is().state).toBe('paid');
    expect(before.map(({ payload }) => payload)).toEqual(['{}']);
    expect(events()).toEqual(before);
  });
});
