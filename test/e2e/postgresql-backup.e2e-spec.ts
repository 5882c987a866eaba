import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { timestampOf } from '../../src/backup/backup-name.js';
import { copyIntoPostgresql } from '../../src/backup/copy/into-postgresql.js';
import { freshDatabase, freshFolder, onDatabase } from '../support/database.js';
import { fillWithEveryKindOfRow } from '../support/every-kind-of-row.js';
import { describeOnPostgres, freshPostgres } from '../support/postgres/fresh.js';
import { World } from '../support/world.js';

const EVERY_SECONDS = 2;
const PATIENCE_SECONDS = 30;

let worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  worlds = [];
});

async function shopOn(url: string, shopEnv: Record<string, string> = {}) {
  const folder = await freshFolder();
  const env = { DATABASE_URL: url, DATA_DIR: folder, BACKUP_SECONDS: '0', ...shopEnv };
  const world = await World.start({ shopEnv: env });
  worlds.push(world);
  return { world, backups: path.join(folder, 'backups') };
}

/** A PostgreSQL database with rows in every table. */
async function filledPostgres(): Promise<string> {
  const file = await freshDatabase();
  onDatabase(file, (database) => fillWithEveryKindOfRow(database));
  const url = await freshPostgres({ isEmpty: true });
  await copyIntoPostgresql(file, url, { mayReplace: false });
  return url;
}

const timesIn = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .map(timestampOf)
    .flatMap((at) => (at ? [at.getTime()] : []));

describeOnPostgres('two shops on one PostgreSQL database', () => {
  it('make one backup in each period, though each has a folder of its own', async () => {
    const url = await freshPostgres();
    const shopEnv = { BACKUP_SECONDS: String(EVERY_SECONDS) };
    const shops = await Promise.all([shopOn(url, shopEnv), shopOn(url, shopEnv)]);
    const times = () => shops.flatMap(({ backups }) => timesIn(backups)).sort();

    await eventually(() => expect(times().length).toBeGreaterThan(2), PATIENCE_SECONDS);

    const pauses = times().flatMap((at, index, all) =>
      index > 0 ? [at - (all[index - 1] ?? 0)] : [],
    );
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(EVERY_SECONDS * 1_000);
    const answers = shops.map(({ world }) => fetch(`${world.shopUrl}/health/ready`));
    for (const answer of await Promise.all(answers)) {
      const { backup } = (await answer.json()) as { backup: { age_seconds: number } };
      expect(backup.age_seconds).toBeLessThan(PATIENCE_SECONDS);
    }
  });
});

describeOnPostgres('npm run db:backup', () => {
  it('writes a file of SQLite, and says what is in it', async () => {
    const { world } = await shopOn(await filledPostgres());
    const target = path.join(await freshFolder(), 'copy.db');

    const { code, said } = await world.command('db-backup', [target]);

    expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/22 orders, 110 ledger entries, 2 books.*verified/s) }); // prettier-ignore
    expect(readdirSync(path.dirname(target)).sort()).toEqual(['copy.db', 'copy.db.sha256']);
  });
});
