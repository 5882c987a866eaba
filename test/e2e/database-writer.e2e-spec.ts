// SQLite only: it compares the shop’s adapter with Prisma’s own.
import { EventEmitter, once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { freshDatabase, onDatabase } from '../support/database.js';
import {
  closeClients,
  databaseOn,
  oursOn,
  stockOn,
  type Clients,
} from '../support/sqlite-clients.js';
import { anEvent, eventIdsIn } from '../support/webhook-event-rows.js';

// Each guarantee is asked of Prisma's adapter as it comes, too, which is expected not to give it:
// when that changes, ours may have become unnecessary.

afterEach(closeClients);

const create = (eventId: string) => ({ data: anEvent(eventId) });

const hasWorked = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

/** A transaction that wrote `evt_inside` and stays open until it is told to roll back. */
async function openTransaction({ writer }: Clients) {
  const signals = new EventEmitter();
  const isOpen = once(signals, 'open');
  const transaction = writer.$transaction(async (inside) => {
    await inside.webhookEvent.create(create('evt_inside'));
    const mayEnd = once(signals, 'end');
    signals.emit('open');
    await mayEnd;
    throw new Error('rolled back');
  });
  const ended = hasWorked(transaction);
  await isOpen;
  return {
    async rollBack() {
      signals.emit('end');
      expect(await ended).toBe(false);
    },
  };
}

describe('a write made while somebody else’s transaction is open', () => {
  async function workload(clients: Clients): Promise<string[]> {
    const transaction = await openTransaction(clients);
    const write = clients.writer.webhookEvent.create(create('evt_outside')).then(() => true);
    // The stock adapter acknowledges it at once. Ours has it wait for the transaction's end.
    await Promise.race([write, wait(100)]);
    await transaction.rollBack();
    await write;
    return eventIdsIn(clients.file);
  }

  it('survives when that one rolls back', async () => {
    expect(await workload(await oursOn())).toEqual(['evt_outside']);
    expect(await workload(await stockOn())).toEqual([]);
  });
});

describe('a read made while somebody else’s transaction is open', () => {
  async function workload(clients: Clients): Promise<number> {
    const transaction = await openTransaction(clients);
    const seen = await clients.reader.webhookEvent.count();
    await transaction.rollBack();
    return seen;
  }

  it('sees nothing of what is not committed, and does not wait', async () => {
    expect(await workload(await oursOn())).toBe(0);
    expect(await workload(await stockOn())).toBe(1);
  });

  it('sees what is committed before the writer goes on', async () => {
    const { writer, reader } = await oursOn();

    await writer.webhookEvent.create(create('evt_1'));

    expect(await reader.webhookEvent.count()).toBe(1);
  });
});

describe('a COMMIT that fails', () => {
  async function workload({ file, writer }: Clients) {
    const failingCommit = writer.$transaction(async (transaction) => {
      await transaction.$executeRawUnsafe('PRAGMA defer_foreign_keys = ON');
      await transaction.ledgerEntry.create({
        data: { orderId: 'nobody’s', kind: 'p', stripeId: 'pi_1', amountMinor: 1, currency: 'usd' },
      });
    });
    expect(await hasWorked(failingCommit)).toBe(false);

    const plain = await hasWorked(writer.webhookEvent.create(create('evt_plain')));
    const transaction = await hasWorked(
      writer.$transaction((inside) => inside.webhookEvent.create(create('evt_transaction'))),
    );
    return { plain, transaction, kept: eventIdsIn(file) };
  }

  it('leaves the client usable, and what it then acknowledges is on disk', async () => {
    expect(await workload(await oursOn())).toEqual({
      plain: true,
      transaction: true,
      kept: ['evt_plain', 'evt_transaction'],
    });
    expect(await workload(await stockOn())).toEqual({ plain: true, transaction: false, kept: [] });
  });
});

describe('a transaction that outlives its time', () => {
  it('writes nothing, cannot be used any more and keeps nobody from writing', async () => {
    const { file, writer } = await oursOn();
    const late = writer.$transaction(
      async (transaction) => {
        await transaction.webhookEvent.create(create('evt_late'));
        await wait(300);
        await transaction.webhookEvent.create(create('evt_later'));
      },
      { timeout: 100 },
    );
    const next = writer.webhookEvent.create(create('evt_next'));

    await expect(late).rejects.toMatchObject({ code: 'P2028' });
    await next;

    expect(eventIdsIn(file)).toEqual(['evt_next']);
  });

  it('leaves nothing open when it never had its turn', async () => {
    const clients = await oursOn();
    const transaction = await openTransaction(clients);
    const impatient = clients.writer.$transaction(
      (inside) => inside.webhookEvent.create(create('evt_impatient')),
      { maxWait: 50 },
    );

    await expect(impatient).rejects.toMatchObject({ code: 'P2028' });
    await transaction.rollBack();
    await clients.writer.webhookEvent.create(create('evt_next'));

    expect(eventIdsIn(clients.file)).toEqual(['evt_next']);
  });
});

describe('two hundred transactions at once', () => {
  it('all succeed, in the order they were asked for', async () => {
    const file = await freshDatabase();
    const database = await databaseOn(file);
    const eventIds = Array.from({ length: 200 }, (_, index) => `evt_${index}`);

    const counts = await Promise.all(
      eventIds.map((eventId) =>
        database.write(async (transaction) => {
          const before = await transaction.webhookEvent.count();
          await transaction.webhookEvent.create(create(eventId));
          return before;
        }),
      ),
    );

    expect(counts).toEqual([...eventIds.keys()]);
    expect(eventIdsIn(file)).toEqual(eventIds);
  });
});

describe('a transaction within a transaction', () => {
  it('undoes its own part alone', async () => {
    const { file, writer } = await oursOn();

    await writer.$transaction(async (outer) => {
      await outer.webhookEvent.create(create('evt_outer'));
      const inner = outer.$transaction(async (nested) => {
        await nested.webhookEvent.create(create('evt_inner'));
        throw new Error('rolled back');
      });
      expect(await hasWorked(inner)).toBe(false);
    });

    expect(eventIdsIn(file)).toEqual(['evt_outer']);
  });
});

describe('what SQLite is set to, after a write', () => {
  async function settings({ writer }: Clients) {
    await writer.webhookEvent.create(create('evt_1'));
    const pragma = async (name: string) => {
      const rows = await writer.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
      return String(rows[0]?.[name]);
    };
    return {
      journal: await pragma('journal_mode'),
      synchronous: await pragma('synchronous'),
      foreignKeys: await pragma('foreign_keys'),
    };
  }
  const FULL = '2';

  it('keeps what is acknowledged through a loss of power', async () => {
    const ours = { journal: 'wal', synchronous: FULL, foreignKeys: '1' };

    const first = await oursOn();
    expect(await settings(first)).toEqual(ours);
    expect((await settings(await stockOn())).synchronous).not.toBe(FULL);
  });

  it('is the same when the file was in WAL mode before', async () => {
    const file = await freshDatabase();
    onDatabase(file, (database) => database.pragma('journal_mode = WAL'));

    expect((await settings(await oursOn(file))).synchronous).toBe(FULL);
  });

  it('does not let the reader write', async () => {
    const { file, reader } = await oursOn();

    await expect(reader.webhookEvent.create(create('evt_1'))).rejects.toThrow('readonly database');

    expect(eventIdsIn(file)).toEqual([]);
  });
});
