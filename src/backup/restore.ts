import { constants, existsSync, linkSync, readdirSync, renameSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, rm } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { sha256, storedChecksum } from './checksum.js';
import { backupName } from './backup-name.js';
import { InvalidBackupError, verifyBackup, type RowCounts } from './verify-backup.js';

/** Why nothing was restored: the present file is as it was. */
export class RestoreRefusedError extends Error {
  override name = 'RestoreRefusedError';
}

export interface StagedRestore {
  file: string;
  rows: RowCounts;
}

/**
 * A copy of the backup beside the database, checked: what is looked through is what is put in place
 * later. `migrations`: the folder of those that this version knows.
 */
export async function stageRestore(
  backup: string,
  databasePath: string,
  migrations: string,
): Promise<StagedRestore> {
  const file = `${databasePath}.restoring-${process.pid}`;
  await mkdir(path.dirname(databasePath), { recursive: true });
  try {
    await copyFile(backup, file, constants.COPYFILE_EXCL);
    await chmod(file, 0o600);
    if ((await sha256(file)) !== storedChecksum(backup)) {
      throw new InvalidBackupError(
        'It is not what it was when it was made: its checksum is another one',
      );
    }
    const rows = verifyBackup(file);
    assertKnownMigrations(file, migrations);
    return { file, rows };
  } catch (error) {
    await discard(file);
    if (!(error instanceof InvalidBackupError)) throw error;
    throw new RestoreRefusedError(`${backup} cannot be used. ${error.message}.`, { cause: error });
  }
}

/** When its first migration began: none of its orders is older. */
export function createdAtOf(databasePath: string): Date {
  const database = new Sqlite(databasePath, { readonly: true });
  try {
    const first = database.prepare('SELECT min(started_at) FROM _prisma_migrations').pluck().get();
    // Prisma's own engine writes milliseconds, the one that runs where there is none for it a text.
    return new Date(typeof first === 'number' ? first : String(first));
  } finally {
    database.close();
  }
}

export async function discard(draft: string): Promise<void> {
  for (const end of ['', '-journal', '-wal', '-shm']) await rm(draft + end, { force: true });
}

/**
 * Puts the draft in the place of the database, which is kept beside it under another name. There is
 * a database at every moment: a shop that finds none would begin with an empty one. Returns where
 * the former one is, or null when there was none.
 */
export async function swapIn(draft: string, databasePath: string): Promise<string | null> {
  const handle = await open(draft, 'r');
  await handle.sync();
  await handle.close();
  const aside = existsSync(databasePath) ? previousPathOf(databasePath) : null;
  if (aside) linkSync(databasePath, aside);
  // They belong to the former one: beside another database SQLite would write them into it.
  for (const end of ['-wal', '-shm', '-journal']) {
    const beside = databasePath + end;
    if (existsSync(beside)) renameSync(beside, (aside ?? previousPathOf(databasePath)) + end);
  }
  renameSync(draft, databasePath);
  const folder = await open(path.dirname(databasePath), 'r');
  await folder.sync();
  await folder.close();
  return aside;
}

/**
 * Throws where any other program has the database open, even if it does nothing: in WAL mode every
 * connection holds a lock on it. When this returns, all that was committed is in the one file.
 */
export function assertNotInUse(databasePath: string): void {
  if (!existsSync(databasePath)) return;
  if (isInUse(databasePath)) throw new RestoreRefusedError(IN_USE);
}

function isInUse(databasePath: string): boolean {
  let database;
  try {
    database = new Sqlite(databasePath, { fileMustExist: true, timeout: 500 });
    return database.pragma('journal_mode = DELETE', { simple: true }) !== 'delete';
  } catch (error) {
    // What cannot be read at all is nobody's; that is why there are backups.
    return (
      error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
    );
  } finally {
    database?.close();
  }
}

const IN_USE =
  'The database is in use. Stop the shop first, and Prisma Studio if it is open: what they write now would be lost.';

function previousPathOf(databasePath: string): string {
  return `${databasePath}.before-restore-${backupName(new Date()).replace(/\.db$/, '')}`;
}

function assertKnownMigrations(file: string, folder: string) {
  const database = new Sqlite(file, { readonly: true });
  try {
    const applied = namesOf(database);
    const known = new Set(readdirSync(folder));
    const newer = applied.filter((name) => !known.has(name));
    if (newer.length === 0) return;
    throw new InvalidBackupError(
      `It is of a newer version of the shop, which knows ${newer.join(', ')}`,
    );
  } finally {
    database.close();
  }
}

function namesOf(database: Sqlite.Database): string[] {
  try {
    const sql = 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL';
    return database.prepare<[], string>(sql).pluck().all();
  } catch (cause) {
    throw new InvalidBackupError('It is no database of this shop: it has no migrations', { cause });
  }
}
