import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { describeOnEach, freshLocation } from '../../test/support/each-database.js';
import { DatabaseService } from '../database/database.service.js';
import { CatalogVersionRepository } from './catalog-version.repository.js';

let database: DatabaseService;
let elsewhere: DatabaseService;
let version: CatalogVersionRepository;

const change = () =>
  elsewhere.write((tx) =>
    tx.subject.upsert({
      where: { code: 'PB' },
      create: { code: 'PB', name: 'Mathematics' },
      update: { name: { set: 'Maths' } },
    }),
  );

/** Undefined while it is not known. */
function known(): number | undefined {
  try {
    return version.current();
  } catch {
    return undefined;
  }
}

async function until(isRight: (version: number | undefined) => boolean): Promise<number> {
  const started = performance.now();
  while (!isRight(known())) {
    if (performance.now() - started > 10_000) throw new Error(`It stays ${known()}`);
    await wait(10);
  }
  return performance.now() - started;
}

describeOnEach(CatalogVersionRepository.name, (kind) => {
  beforeEach(async () => {
    const location = await freshLocation(kind);
    database = await DatabaseService.at(location);
    elsewhere = await DatabaseService.at(location);
    await database.onModuleInit();
    await elsewhere.onModuleInit();
    version = new CatalogVersionRepository(database);
    await until((present) => present !== undefined);
  });
  afterEach(async () => {
    await database.onApplicationShutdown();
    await elsewhere.onApplicationShutdown();
  });

  it('is another one within a second of a change by another process', async () => {
    const before = known();
    await change();

    // Not known counts as well: then no page is answered from the cache.
    expect(await until((present) => present !== before)).toBeLessThan(1_000);
    await until((present) => present === (before ?? 0) + 1);
  });

  if (kind === 'sqlite') return;

  it('stays the same when the changes are added up, also by two at once, and goes on from there', async () => {
    const before = known() ?? 0;
    for (let count = 0; count < 3; count += 1) await change();
    await Promise.all([version.addUp(), new CatalogVersionRepository(elsewhere).addUp()]);
    for (let count = 0; count < 2; count += 1) await change();
    await version.addUp();
    const rows = await database.sql.all('SELECT * FROM "CatalogChange"');
    await until((present) => present === before + 5);
    await change();

    expect(rows).toHaveLength(1);
    await until((present) => present === before + 6);
  });

  it('is not known while the database does not say it', async () => {
    const before = known();
    const locked = elsewhere.writeSql(async (sql) => {
      await sql.run('LOCK TABLE "CatalogChange"');
      await until((present) => present === undefined);
    });

    await expect(locked).resolves.toBeUndefined();
    await until((present) => present === before);
  });
});
