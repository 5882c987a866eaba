// SQLite only: it backs a file up.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually, spawnProgram } from 'stripe-sandbox/testing';
import { backupName } from '../../src/backup/backup-name.js';
import { InvalidBackupError } from '../../src/backup/verify-backup.js';
import { writeBackup, createBackup, newestBackup } from '../../src/backup/create-backup.js';
import { aBook } from '../support/books.js';
import { freshDatabase, freshFolder, onDatabase, sqliteAt } from '../support/database.js';
import { root } from '../support/program.js';
import { typescriptChild } from '../support/typescript-child.js';
import { World } from '../support/world.js';

const DAY_MS = 86_400_000;
const PATIENCE_SECONDS = 30;

/** Only a backup reads it. */
const UNREADABLE_TABLE = `
  PRAGMA writable_schema = ON;
  INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql)
  VALUES ('table', 'Odd', 'Odd', 0, 'CREATE VIRTUAL TABLE Odd USING of_another_program(x)')`;

let worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.map((world) => world.stop()));
  worlds = [];
});

async function shopWith(shopEnv: Record<string, string>, databasePath?: string) {
  const world = await World.start({ shopEnv, ...(databasePath && { databasePath }) });
  worlds.push(world);
  return world;
}

const backupsIn = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : [];

function fill(databasePath: string, megabytes: number) {
  onDatabase(databasePath, (database) => {
    database.exec('CREATE TABLE Ballast (id INTEGER PRIMARY KEY, bytes TEXT)');
    const insert = database.prepare('INSERT INTO Ballast (bytes) VALUES (hex(randomblob(2000)))');
    database.transaction(() => {
      for (let count = 0; count < megabytes * 250; count += 1) insert.run();
    })();
  });
}

describe('a backup', () => {
  it('has all that was committed before it began, while writes go on', async () => {
    const databasePath = await freshDatabase();
    fill(databasePath, 20);
    const target = path.join(await freshFolder(), 'copy.db');
    const writer = typescriptChild('acknowledging-writer.ts', [databasePath]);
    let acknowledged = '';
    writer.stdout?.setEncoding('utf8').on('data', (text: string) => (acknowledged += text));
    const lines = () => acknowledged.split('\n').slice(0, -1);
    await eventually(() => expect(lines().length).toBeGreaterThan(50), PATIENCE_SECONDS);

    const before = lines();
    const { rows } = await createBackup(sqliteAt(databasePath), target);
    const isStillWriting = writer.exitCode === null;
    writer.kill('SIGKILL');
    await once(writer, 'exit');

    const kept = onDatabase(target, (database) =>
      database.prepare<[], string>('SELECT eventId FROM WebhookEvent').pluck().all(),
    );
    expect(isStillWriting).toBe(true);
    expect(before.filter((id) => !kept.includes(id))).toEqual([]);
    expect(rows['WebhookEvent']).toBe(kept.length);
  });

  it('is one file that only its owner may read, with a checksum that sha256sum takes', async () => {
    const folder = await freshFolder();

    await createBackup(sqliteAt(await freshDatabase()), path.join(folder, 'copy.db'));

    expect(readdirSync(folder).sort()).toEqual(['copy.db', 'copy.db.sha256']);
    expect(statSync(path.join(folder, 'copy.db')).mode & 0o777).toBe(0o600);
    const digest = createHash('sha256').update(readFileSync(path.join(folder, 'copy.db')));
    expect(readFileSync(path.join(folder, 'copy.db.sha256'), 'utf8')).toBe(
      `${digest.digest('hex')}  copy.db\n`,
    );
  });

  it('that is not whole is not put in place', async () => {
    const folder = await freshFolder();
    const broken = await freshDatabase();
    onDatabase(broken, (database) => {
      database.pragma('foreign_keys = OFF');
      database.exec(
        `INSERT INTO TimelineEntry (orderId, event, state, trigger) VALUES ('no', 'x', 'x', 'x')`,
      );
    });
    const damaged = await freshDatabase();
    aBook(damaged);
    onDatabase(damaged, (database) => {
      database.unsafeMode(); // or SQLite would not let its own schema be written
      database.pragma('writable_schema = ON');
      database.exec(
        `UPDATE sqlite_master SET sql = replace(sql, '"shelfPosition"', '"unitPriceMinor"')
         WHERE name = 'Book_withdrawnAt_shelfPosition_idx'`,
      );
    });

    for (const database of [broken, damaged]) {
      await expect(createBackup(sqliteAt(database), path.join(folder, 'copy.db'))).rejects.toThrow(
        InvalidBackupError,
      );
    }

    expect(readdirSync(folder)).toEqual([]);
  });

  it('thins out the older ones with their checksums, and touches no other file', async () => {
    const folder = await freshFolder();
    const days = Array.from({ length: 40 }, (_, day) => backupName(new Date(Date.now() - day * DAY_MS))); // prettier-ignore
    const others = ['mine.db', 'notes.txt'];
    for (const name of [...days, ...days.map((day) => `${day}.sha256`), ...others]) {
      writeFileSync(path.join(folder, name), '');
    }

    await writeBackup(folder, sqliteAt(await freshDatabase()));

    const left = readdirSync(folder);
    expect(left).toEqual(expect.arrayContaining(others));
    expect(left.filter((name) => name.endsWith('Z.db')).length).toBeLessThanOrEqual(31);
    expect(left.filter((name) => name.endsWith('.sha256')).length).toBe(
      left.filter((name) => name.endsWith('Z.db')).length,
    );
  });
});

describe('a backup of a time to come, made while the clock was wrong,', () => {
  it('is not taken for the newest: the next one is not put off until then', async () => {
    const folder = await freshFolder();
    const [now, ahead] = [new Date(), new Date(Date.now() + 400 * DAY_MS)];
    writeFileSync(path.join(folder, backupName(ahead)), '');

    const none = await newestBackup(folder);
    writeFileSync(path.join(folder, backupName(now)), '');

    expect(none).toBeNull();
    expect(await newestBackup(folder)).toEqual(now);
  });
});

describe('a shop backs itself up', () => {
  it('on its schedule, beside its database, and tells how long ago', async () => {
    const world = await shopWith({ BACKUP_SECONDS: '0.2' });
    const folder = path.join(path.dirname(world.databasePath), 'backups');

    await eventually(() => expect(backupsIn(folder).length).toBeGreaterThan(1), PATIENCE_SECONDS);

    const ready: unknown = await (await fetch(`${world.shopUrl}/health/ready`)).json();
    expect(ready).toMatchObject({ backup: { age_seconds: expect.any(Number) } });
  });

  it('while it goes on answering', async () => {
    const databasePath = await freshDatabase();
    fill(databasePath, 60);
    const world = await shopWith({ BACKUP_SECONDS: '0.5' }, databasePath);
    const folder = path.join(path.dirname(databasePath), 'backups');
    const drafts = () => existsSync(folder) && readdirSync(folder).some((name) => name.includes('draft')); // prettier-ignore
    const ping = async () => {
      const asked = performance.now();
      await fetch(`${world.shopUrl}/health/live`);
      return performance.now() - asked;
    };
    await eventually(() => expect(drafts()).toBe(true), PATIENCE_SECONDS);

    const began = performance.now();
    const pings: number[] = [];
    while (drafts()) pings.push(await ping());
    const took = performance.now() - began;

    // On the shop's own thread, nothing would be answered for most of that time.
    expect(Math.max(...pings)).toBeLessThan(took / 2);
  });

  it('or says once that it cannot, and why, and sells on', async () => {
    const databasePath = await freshDatabase();
    onDatabase(databasePath, (database) => database.unsafeMode().exec(UNREADABLE_TABLE));
    const world = await shopWith({ BACKUP_SECONDS: '0.05' }, databasePath);
    const tries = () => world.shop.output().match(/is not backed up/g)?.length ?? 0;
    await eventually(() => expect(tries()).toBe(1), PATIENCE_SECONDS);

    for (let count = 0; count < 20; count += 1) await fetch(world.shopUrl);

    expect((await fetch(`${world.shopUrl}/health/ready`)).status).toBe(200);
    expect(tries()).toBe(1);
    expect(world.shop.output()).toContain('no such module: of_another_program');
  });
});

describe('npm run db:backup', () => {
  const run = async (databasePath: string, args: string[]) => {
    const script = path.join(root, 'scripts/db-backup.mjs');
    const program = spawnProgram(script, { DATABASE_URL: `file:${databasePath}` }, root, args);
    return { code: await program.ended, said: program.output() };
  };

  it('makes one where it is told, says what is in it, and writes over none', async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath);
    const target = path.join(await freshFolder(), 'before-the-fair.db');

    const made = await run(databasePath, [target]);
    const again = await run(databasePath, [target]);

    expect(made).toEqual({ code: 0, said: expect.stringMatching(/0 orders.*1 books.*verified/s) });
    expect(again).toEqual({ code: 1, said: expect.stringContaining('not written over') });
    expect((await run(databasePath, ['--now'])).code).toBe(2);
  });
});
