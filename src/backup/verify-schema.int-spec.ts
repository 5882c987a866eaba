import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { freshDatabase, freshFolder, onDatabase, sqliteAt } from '../../test/support/database.js';
import { databaseBefore } from '../../test/support/older-database.js';
import { root } from '../../test/support/program.js';
import { createBackup } from './create-backup.js';
import { stageRestore } from './restore.js';
import { RestoreRefusedError } from './restore-refused.js';

const NEWER = '29991231000000_tomorrow';

const begunMigration = (finishedAt: number | null) => `
  INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
  VALUES ('1', '', '${NEWER}', ${finishedAt}, 1)`;
const unfinished = `
  UPDATE _prisma_migrations SET finished_at = NULL
  WHERE migration_name = '20261129020000_last_addition'`;

/** Stages the restore of a backup of this database, after this SQL, over another database. */
async function stage(source: string, sql: string) {
  onDatabase(source, (database) => database.exec(sql));
  const backup = path.join(await freshFolder(), 'backup.db');
  await createBackup(sqliteAt(source), backup);
  const present = await freshDatabase();
  const before = readFileSync(present);
  const staged = stageRestore(backup, present, path.join(root, 'prisma/migrations'));
  return { staged, present, before };
}

describe('a backup', () => {
  it.each([
    ['of a newer version', `newer version of the shop, which knows ${NEWER}`, begunMigration(1)],
    [
      'of a newer version that was migrating',
      `newer version of the shop, which knows ${NEWER}`,
      begunMigration(null),
    ],
    [
      'made in the middle of a migration',
      'begun and not ended: 20261129020000_last_addition',
      unfinished,
    ],
    ['without a table', 'missing (column Checkpoint.at, column Checkpoint.name, table Checkpoint)', 'DROP TABLE Checkpoint'], // prettier-ignore
    ['without a column', 'missing (column CartItem.lastAddedAt)', 'ALTER TABLE CartItem DROP COLUMN lastAddedAt'], // prettier-ignore
    ['without an index', 'missing (index Order_activeOrderKey_key)', 'DROP INDEX Order_activeOrderKey_key'], // prettier-ignore
    ['of no shop', 'it has no migrations', 'DROP TABLE _prisma_migrations'], // prettier-ignore
  ])('%s is refused, and the present database is left alone', async (_what, reason, sql) => {
    const { staged, present, before } = await stage(await freshDatabase(), sql);

    await expect(staged).rejects.toThrow(RestoreRefusedError);
    await expect(staged).rejects.toThrow(reason);
    expect(readFileSync(present)).toEqual(before);
    expect(readdirSync(path.dirname(present))).toEqual(['folio.db']);
  });

  it.each([
    ['of an earlier version', () => databaseBefore('20261129000000_standard_names'), ''], // prettier-ignore
    ['to which somebody added an index', freshDatabase, 'CREATE INDEX mine ON Book(title)'], // prettier-ignore
  ])('%s is taken', async (_what, source, sql) => {
    const { staged } = await stage(await source(), sql);

    expect(existsSync((await staged).file)).toBe(true);
  });
});
