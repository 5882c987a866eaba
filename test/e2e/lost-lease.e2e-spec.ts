import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { eventually } from 'stripe-sandbox/testing';
import { Config } from '../../src/config/config.module.js';
import type { DatabaseService } from '../../src/database/database.service.js';
import { CheckpointRepository } from '../../src/database/checkpoint.repository.js';
import { LeaseRepository } from '../../src/database/lease/lease.repository.js';
import { LeaseService } from '../../src/database/lease/lease.service.js';
import { ReconciliationService } from '../../src/reconciliation/reconciliation.service.js';
import type { ReconciliationRun } from '../../src/reconciliation/reconciliation-run.js';
import { freshDatabase } from '../support/database.js';
import { FakePaymentGateway } from '../support/fake-payment-gateway.js';
import { closeClients, databaseOn } from '../support/sqlite-clients.js';

const PATIENCE_SECONDS = 30;
const ITEMS = ['1', '2', '3', '4', '5', '6', '7', '8'];
const AT_ONCE = 4;

describe('one round of the sweeper', () => {
  let database: DatabaseService;
  const gateway = new FakePaymentGateway();

  beforeEach(async () => {
    Logger.overrideLogger(false);
    database = await databaseOn(await freshDatabase());
  });
  afterEach(closeClients);

  /** As in a process of its own, with other work to do. */
  function sweeperDoing(run: (round: ReconciliationRun) => Promise<void>) {
    return new ReconciliationService(
      new Config({ sweepMs: 60_000 }),
      gateway,
      new LeaseService(new LeaseRepository(database)),
      new CheckpointRepository(database),
      [{ name: 'The work', run }],
    );
  }
  const leases = () => database.reader.lease.findMany();

  it('stops before its next piece of work when another process has taken over', async () => {
    const begun: string[] = [];
    const first = sweeperDoing(async (round) => {
      await round.forEachConcurrently(ITEMS, String, async (item) => {
        begun.push(item);
        await eventually(() => expect(round.shouldContinue).toBe(false), PATIENCE_SECONDS);
      });
    });
    let endSecond = () => undefined as unknown;
    const second = sweeperDoing(() => new Promise<void>((resolve) => (endSecond = resolve)));

    const firstRound = first.run();
    await eventually(() => expect(begun).toHaveLength(AT_ONCE));
    expect(await second.run()).toBeNull();
    // As if the first one’s machine had slept.
    await database.write((tx) => tx.lease.updateMany({ data: { expiresAt: new Date(0) } }));
    const secondRound = second.run();

    expect(await firstRound).toMatchObject({ isComplete: false });
    expect(begun).toEqual(ITEMS.slice(0, AT_ONCE));
    expect(await first.lastCompletedAt()).toBeNull();
    expect(await leases()).toHaveLength(1); // the second one’s
    endSecond();
    expect(await secondRound).toMatchObject({ isComplete: true });
    expect(await second.lastCompletedAt()).not.toBeNull();
    expect(await leases()).toEqual([]);
  }, 60_000);

  it('is begun although a lease lies there that a wrong clock has made for years to come', async () => {
    const expiresAt = new Date('2999-01-01T00:00:00Z');
    await database.write((tx) => tx.lease.create({ data: { name: 'reconciliation', holder: 'gone', expiresAt } })); // prettier-ignore

    expect(await sweeperDoing(() => Promise.resolve()).run()).toMatchObject({ isComplete: true });
    expect(await leases()).toEqual([]);
  });
});
