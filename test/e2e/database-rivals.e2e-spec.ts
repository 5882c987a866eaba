// SQLite only: other programs lock its file.
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { isDatabaseBusy } from '../../src/database/is-database-busy.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { lockedFor } from '../support/lock.js';
import {
  closeClients,
  databaseOn,
  oursOn,
  stockOn,
  type Clients,
} from '../support/sqlite-clients.js';
import { millisecondsOf, nearlyAllBelow, stallsDuring } from '../support/stalls.js';
import { typescriptChild } from '../support/typescript-child.js';
import { anEvent, eventIdsIn } from '../support/webhook-event-rows.js';

// What other programs on the same file may do to the shop. As in database-writer.e2e-spec.ts,
// Prisma's adapter as it comes is expected to fail where ours must not.

afterEach(closeClients);

const create = (eventId: string) => ({ data: anEvent(eventId) });

describe('a program that reads and writes the same row', () => {
  const TRANSACTIONS = 40;

  async function workload({ file, writer }: Clients) {
    const { id } = await writer.webhookEvent.create(create('evt_1'));
    const rival = typescriptChild('rival-writer.ts', [file]);
    await once(rival, 'message');
    const failures: unknown[] = [];
    for (let count = 0; count < TRANSACTIONS; count += 1) {
      const increment = writer.$transaction(async (transaction) => {
        const { attempts } = await transaction.webhookEvent.findUniqueOrThrow({ where: { id } });
        await wait(5); // Long enough for the rival to write, if it can.
        const data = { attempts: attempts + 1 };
        await transaction.webhookEvent.updateMany({ where: { id }, data });
      });
      await increment.catch((error: unknown) => failures.push(error));
    }
    const answer = once(rival, 'message');
    rival.send('stop');
    const increments: unknown = (await answer)[0];
    const attempts = onDatabase(file, (database) =>
      database.prepare('SELECT attempts FROM WebhookEvent').pluck().get(),
    );
    return { failures, attempts, expected: Number(increments) + TRANSACTIONS - failures.length };
  }

  it('neither fails our transactions nor loses what either of us wrote', async () => {
    const ours = await workload(await oursOn());
    expect(ours.failures).toEqual([]);
    expect(ours.attempts).toBe(ours.expected);

    const stock = await workload(await stockOn());
    expect(stock.failures).toContainEqual(expect.objectContaining({ code: 'P1008' }));
    expect(stock.attempts).toBe(stock.expected);
  });
});

describe('a program that holds the write lock for a second and a half', () => {
  const HELD = 1_500;

  async function workload({ file, writer, reader }: Clients) {
    const { exited } = await lockedFor(HELD, file);
    let isWritten = false;
    const readTimes: number[] = [];
    const stalls = await stallsDuring(async () => {
      const write = writer.webhookEvent.create(create('evt_1')).then(() => (isWritten = true));
      do {
        readTimes.push(await millisecondsOf(() => reader.webhookEvent.count()));
        await wait(5);
      } while (!isWritten);
      await write;
    });
    await exited;
    return { stalls, readTimes, kept: eventIdsIn(file) };
  }

  it('delays our write and nothing else', async () => {
    const ours = await workload(await oursOn());
    expect(ours.kept).toEqual(['evt_1']);
    expect(ours.readTimes.length).toBeGreaterThan(20);
    expect(nearlyAllBelow(ours.readTimes)).toBeLessThan(50);
    expect(ours.stalls.usual).toBeLessThan(50);
    expect(ours.stalls.longest).toBeLessThan(HELD / 3);

    const stock = await workload(await stockOn());
    expect(stock.stalls.longest).toBeGreaterThan(HELD / 2);
  });
});

describe('a program that does not let go of the write lock', () => {
  it('fails our writes after five seconds, as busy, and no write after it has let go', async () => {
    const file = await freshDatabase();
    const database = await databaseOn(file);
    const write = (eventId: string) =>
      database.write((transaction) => transaction.webhookEvent.create(create(eventId)));
    const { exited } = await lockedFor(7_000, file);

    const attempts = await Promise.allSettled([write('evt_first'), write('evt_queued')]);

    const errors = attempts.map((attempt) =>
      attempt.status === 'rejected' ? (attempt.reason as unknown) : null,
    );
    expect(errors).toEqual([
      expect.objectContaining({ code: 'P1008' }),
      expect.objectContaining({ code: 'P2028' }),
    ]);
    expect(errors.every(isDatabaseBusy)).toBe(true);
    await exited;
    await write('evt_after');
    expect(eventIdsIn(file)).toEqual(['evt_after']);
  });

  it('does not keep the shop from opening the database once it does', async () => {
    const file = await freshDatabase();
    const { exited } = await lockedFor(500, file);

    const database = await databaseOn(file);
    await database.write((transaction) => transaction.webhookEvent.create(create('evt_1')));

    await exited;
    expect(eventIdsIn(file)).toEqual(['evt_1']);
  });
});

describe(isDatabaseBusy.name, () => {
  it('is not what any other failure is called', async () => {
    const { writer } = await oursOn();
    await writer.webhookEvent.create(create('evt_1'));
    const again: unknown = await writer.webhookEvent
      .create(create('evt_1'))
      .catch((e: unknown) => e);

    expect(again).toMatchObject({ code: 'P2002' });
    expect([again, new Error('P1008'), { code: 'P1008' }].some(isDatabaseBusy)).toBe(false);
  });
});

describe('a shop killed without warning', () => {
  it.each([1, 10, 100])('has every row on disk that it acknowledged: %d rows', async (rows) => {
    const file = await freshDatabase();
    const writer = typescriptChild('acknowledging-writer.ts', [file]);
    let acknowledged = '';
    writer.stdout?.setEncoding('utf8').on('data', (text: string) => {
      acknowledged += text;
      if (acknowledged.split('\n').length > rows) writer.kill('SIGKILL');
    });
    const signal: unknown = (await once(writer, 'close'))[1];

    const eventIds = acknowledged.trim().split('\n');
    const kept = eventIdsIn(file);

    expect(signal).toBe('SIGKILL');
    expect(kept.slice(0, eventIds.length)).toEqual(eventIds);
    // The one that was on disk before it could be told.
    expect(kept.length - eventIds.length).toBeLessThanOrEqual(1);
    expect(
      onDatabase(file, (database) => database.pragma('integrity_check', { simple: true })),
    ).toBe('ok');
  });
});
