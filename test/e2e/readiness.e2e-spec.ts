// SQLite only: it moves, locks and write-protects the files of the database.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { eventually, freePort } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import type { Patch } from '../../sandbox/test/support/patch.js';
import { USER } from '../support/image.js';
import { patchedBuild } from '../support/patched-build.js';
import { root, shopScript } from '../support/program.js';
import { Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

interface Readiness {
  status: number;
  body: Record<string, unknown> & { errors?: { pointer: string; detail: string }[] };
}

const ALL_WELL = { shop: 'ok', database: 'ok', database_files: 'ok', migrations: 'ok', clock: 'ok' }; // prettier-ignore

function migrationRows(databasePath: string): unknown {
  return onDatabase(databasePath, (database) =>
    database.prepare('SELECT * FROM _prisma_migrations').all(),
  );
}

describe('the shop is ready', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  async function readiness(): Promise<Readiness> {
    const response = await fetch(`${world.shopUrl}/health/ready`);
    return { status: response.status, body: (await response.json()) as Readiness['body'] };
  }

  async function restartWith(name: string, patches: Patch[]) {
    await world.shop.stop();
    await world.restartShop({ shopScript: await patchedBuild(name, patches) });
  }

  it('when it could write, and says of each check that it is well, and of nothing else', async () => {
    const before = migrationRows(world.databasePath);

    const { status, body } = await readiness();

    expect(status).toBe(200);
    expect(body).toEqual({ status: 'ok', checks: ALL_WELL, backup: { age_seconds: null } });
    expect(migrationRows(world.databasePath)).toEqual(before);
  });

  it('only when it could write all the way to the disk, which may be full', async () => {
    const other = new Sqlite(world.databasePath);
    // Changes whenever another connection has committed something.
    const version = () => other.pragma('data_version', { simple: true });
    const before = version();

    await readiness();

    expect(version()).not.toBe(before);
    other.close();
  });

  it('not while another process keeps the database, and again afterwards', async () => {
    const other = new Sqlite(world.databasePath);
    other.exec('BEGIN IMMEDIATE');

    const locked = await readiness();
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
    await eventually(async () => expect((await readiness()).status).toBe(200));
  });

  it('not before every migration of this version is applied, and names the missing one', async () => {
    const name = '20261122000000_init';
    const finishedAt = (value: unknown) =>
      onDatabase(world.databasePath, (database) =>
        database
          .prepare('UPDATE _prisma_migrations SET finished_at = ? WHERE migration_name = ?')
          .run(value, name),
      );
    finishedAt(null);

    const { status, body } = await readiness();
    finishedAt(Date.now());

    expect(status).toBe(503);
    expect(body.errors).toEqual([
      { pointer: '/migrations', detail: `Not applied yet: ${name}. Run the migrations.` },
    ]);
  });

  it('only while the files of its database are where they were: it writes nothing that would be lost, and backup and doctor say so', async () => {
    const folder = path.dirname(world.databasePath);
    renameSync(folder, `${folder}-moved`);
    mkdirSync(folder);
    const empty = await freshDatabase(folder);

    const { status, body } = await readiness();
    const checkout = await new Shopper(world.shopUrl).checkOut({ slug });
    const backup = await world.command('db-backup');
    const doctor = await world.command('doctor');
    const orders = onDatabase(empty, (other) => other.prepare('SELECT id FROM "Order"').all());
    rmSync(folder, { recursive: true });
    renameSync(`${folder}-moved`, folder);

    expect(status).toBe(503);
    expect(body.errors).toContainEqual({
      pointer: '/database_files',
      detail: 'A file of the open database was deleted, moved or replaced: see the log.',
    });
    expect(checkout.status).toBe(503);
    expect(checkout.text).toContain('Nothing was charged by this request.');
    expect(orders).toEqual([]);
    expect(backup).toMatchObject({ code: 1, said: expect.stringContaining('not at') });
    expect(doctor.said).toContain('the running shop has other files open');
    expect(world.shop.output()).toContain(
      `${world.databasePath} was replaced. The shop writes nothing`,
    );
    expect((await readiness()).status).toBe(200);
  });

  it('stays ready when its clock is right, however often Stripe has answered', async () => {
    await new Shopper(world.shopUrl).buyNow(slug);

    expect((await readiness()).status).toBe(200);
  });

  it('not when its clock is five minutes from Stripe’s, which it knows once Stripe has answered', async () => {
    const file = 'payments/stripe-clock.service.js';
    await restartWith('wrong-clock', [
      { file, find: 'Date.now()', replace: '(Date.now() + 310_000)' },
    ]);
    expect((await readiness()).status).toBe(200);

    await new Shopper(world.shopUrl).buyNow(slug);
    const { status, body } = await readiness();

    expect(status).toBe(503);
    expect(body.errors).toEqual([
      { pointer: '/clock', detail: expect.stringMatching(/31\d s ahead of Stripe’s/) },
    ]);
  });

  it('when its machine has slept, and its stopwatch with it: Stripe is asked anew before its clock is called wrong', async () => {
    const file = 'payments/stripe-clock.service.js';
    const find = 'let StripeClockService';
    const nap = `let naps = 0; process.on('SIGCONT', () => console.log('Naps:', (naps += 1)));`;
    await restartWith('sleepy', [
      { file, find: /performance\.now\(\)/g, replace: '(performance.now() - naps * 600_000)' },
      { file, find, replace: `${nap}\n${find}` },
    ]);
    const sleep = async (naps: number) => {
      process.kill(world.shop.pid, 'SIGCONT');
      await eventually(() => expect(world.shop.output()).toContain(`Naps: ${naps}`));
    };
    const { record } = world.faults;
    await new Shopper(world.shopUrl).buyNow(slug);
    const before = record.length;

    await sleep(1);
    const answers = await Promise.all(Array.from({ length: 20 }, readiness));
    const asked = record.slice(before);
    await sleep(2);
    world.faults.plan(() => true, 'hang');
    const inSilence = await readiness();

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(asked).toMatchObject([{ path: '/v1/account' }]);
    expect(inSilence.status).toBe(200);
    expect(record.at(-1)).toMatchObject({ path: '/v1/account', fault: 'hang' });
  });
});

describe('a shop that may not write its database', () => {
  it.each([
    ['folder', 0o555, 0o666],
    ['file', 0o777, 0o444],
  ])('does not start, and names the %s and the cure in one line', async (what, folder, file) => {
    const databasePath = await freshDatabase();
    const place = what === 'folder' ? path.dirname(databasePath) : databasePath;
    chmodSync(path.dirname(path.dirname(databasePath)), 0o755);
    chmodSync(path.dirname(databasePath), folder);
    chmodSync(databasePath, file);
    const env = {
      PATH: process.env['PATH'],
      PORT: String(await freePort()),
      DATABASE_URL: `file:${databasePath}`,
      SESSION_SECRET: 's'.repeat(32),
      STRIPE_WEBHOOK_SECRET: 'whsec_neverasked',
    };
    const shop = spawnSync(process.execPath, [shopScript], {
      ...{ cwd: root, env, encoding: 'utf8' as const },
      ...(USER && { uid: USER, gid: USER }),
    });
    const user = USER ?? process.getuid?.();

    expect(shop.status).toBe(1);
    expect(shop.stderr.trim()).toBe(
      `${place} may not be written by user ${user}. Give it to that user (chown -R ${user} ${place}) or make it writable (chmod u+rwX ${place}): the shop writes there.`,
    );
  });
});
