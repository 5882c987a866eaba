import { describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { patchedBuild } from '../support/patched-build.js';
import { Shopper } from '../support/shopper.js';
import { World, type WorldOptions } from '../support/world.js';

interface Readiness {
  status: number;
  body: Record<string, unknown> & { errors?: { pointer: string; detail: string }[] };
}

async function readiness(world: World): Promise<Readiness> {
  const response = await fetch(`${world.shopUrl}/health/ready`);
  return { status: response.status, body: (await response.json()) as Readiness['body'] };
}

async function inWorld(options: WorldOptions, work: (world: World) => Promise<void>) {
  const world = await World.start(options);
  try {
    await work(world);
  } finally {
    await world.stop();
  }
}

const ALL_WELL = { shop: 'ok', database: 'ok', migrations: 'ok', clock: 'ok' };

function migrationRows(databasePath: string): unknown {
  return onDatabase(databasePath, (database) =>
    database.prepare('SELECT * FROM _prisma_migrations').all(),
  );
}

describe('the shop is ready', () => {
  it('when it could write, and says of each check that it is well, and of nothing else', async () => {
    await inWorld({}, async (world) => {
      const before = migrationRows(world.databasePath);

      const { status, body } = await readiness(world);

      expect(status).toBe(200);
      expect(body).toEqual({ status: 'ok', checks: ALL_WELL, backup: { age_seconds: null } });
      expect(migrationRows(world.databasePath)).toEqual(before);
    });
  });

  it('only when it could write all the way to the disk, which may be full', async () => {
    await inWorld({}, async (world) => {
      const other = new Sqlite(world.databasePath);
      // Changes whenever another connection has committed something.
      const version = () => other.pragma('data_version', { simple: true });
      const before = version();

      await readiness(world);

      expect(version()).not.toBe(before);
      other.close();
    });
  });

  it('not while another process keeps the database, and again afterwards', async () => {
    await inWorld({}, async (world) => {
      const other = new Sqlite(world.databasePath);
      other.exec('BEGIN IMMEDIATE');

      const locked = await readiness(world);
      const live = await fetch(`${world.shopUrl}/health/live`);
      other.exec('ROLLBACK');
      other.close();

      expect(locked.status).toBe(503);
      expect(locked.body).toMatchObject({
        type: '/problems/not-ready',
        status: 503,
        errors: [{ pointer: '/database', detail: 'The database did not take a write in time.' }],
      });
      expect(JSON.stringify(locked.body)).not.toContain(world.databasePath);
      expect(live.status).toBe(200);
      await eventually(async () => expect((await readiness(world)).status).toBe(200));
    });
  });

  it('not before every migration of this version is applied, and names the missing one', async () => {
    await inWorld({}, async (world) => {
      const name = '20261122000000_init';
      onDatabase(world.databasePath, (database) =>
        database
          .prepare('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = ?')
          .run(name),
      );

      const { status, body } = await readiness(world);

      expect(status).toBe(503);
      expect(body.errors).toEqual([
        { pointer: '/migrations', detail: `Not applied yet: ${name}. Run the migrations.` },
      ]);
    });
  });

  it('not when its clock is five minutes from Stripe’s, which it knows once Stripe has answered', async () => {
    const shopScript = await patchedBuild('wrong-clock', [
      {
        file: 'payments/stripe-clock.service.js',
        find: 'Date.now()',
        replace: '(Date.now() + 310_000)',
      },
    ]);
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    await inWorld({ databasePath, shopScript }, async (world) => {
      expect((await readiness(world)).status).toBe(200);

      await new Shopper(world.shopUrl).buyNow(slug);
      const { status, body } = await readiness(world);

      expect(status).toBe(503);
      expect(body.errors).toEqual([
        { pointer: '/clock', detail: expect.stringMatching(/31\d s ahead of Stripe’s/) },
      ]);
    });
  });

  it('when its machine has slept, and its stopwatch with it: Stripe is asked anew before its clock is called wrong', async () => {
    const file = 'payments/stripe-clock.service.js';
    const find = 'let StripeClock';
    const nap = `let naps = 0; process.on('SIGCONT', () => console.log('Naps:', (naps += 1)));`;
    const shopScript = await patchedBuild('sleepy', [
      { file, find: /performance\.now\(\)/g, replace: '(performance.now() - naps * 600_000)' },
      { file, find, replace: `${nap}\n${find}` },
    ]);
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    await inWorld({ databasePath, shopScript, isFaulty: true }, async (world) => {
      const sleep = async (naps: number) => {
        process.kill(world.shop.pid, 'SIGCONT');
        await eventually(() => expect(world.shop.output()).toContain(`Naps: ${naps}`));
      };
      const { record } = world.faults;
      await world.control.set({ webhooks: 'off' });
      await new Shopper(world.shopUrl).buyNow(slug);
      const before = record.length;

      await sleep(1);
      const answers = await Promise.all(Array.from({ length: 20 }, () => readiness(world)));
      const asked = record.slice(before);
      await sleep(2);
      world.faults.plan(() => true, 'hang');
      const inSilence = await readiness(world);

      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(asked).toMatchObject([{ path: '/v1/account' }]);
      expect(inSilence.status).toBe(200);
      expect(record.at(-1)).toMatchObject({ path: '/v1/account', fault: 'hang' });
    });
  });

  it('stays ready when its clock is right, however often Stripe has answered', async () => {
    const databasePath = await freshDatabase();
    const { slug } = aBook(databasePath);
    await inWorld({ databasePath }, async (world) => {
      await new Shopper(world.shopUrl).buyNow(slug);

      expect((await readiness(world)).status).toBe(200);
    });
  });
});
