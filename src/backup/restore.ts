import { constants, existsSync, linkSync, renameSync } from 'node:fs';
import { chmod, copyFile, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { isSqliteError } from '../database/sqlite/is-sqlite-error.js';
import { sha256, storedChecksum } from './checksum.js';
import { backupName } from './backup-name.js';
import { removeDatabase } from './remove-database.js';
import { RestoreRefusedError } from './restore-refused.js';
import { InvalidBackupError, verifyBackup, type RowCounts } from './verify-backup.js';
import { verifySchema } from './verify-schema.js';

export interface StagedRestore {
  file: string;
  rows: RowCounts;
}

/**
 * Copies the backup beside the database and verifies the copy, which `swapIn` then moves into place.
 * `migrations` is the folder of the migrations of this version.
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
      throw new InvalidBackupError('It was changed after it was made: its checksum differs');
    }
    const rows = verifyBackup(file);
    verifySchema(file, migrations);
    return { file, rows };
  } catch (error) {
    await removeDatabase(file);
    if (!(error instanceof InvalidBackupError)) throw error;
    throw new RestoreRefusedError(`${backup} cannot be used. ${error.message}.`, { cause: error });
  }
}

/**
 * Replaces the database by the staged file and keeps the previous one under another name, which is
 * returned; null if there was none. A database exists at every moment: without one, a shop that starts
 * would create an empty one.
 */
export async function swapIn(file: string, databasePath: string): Promise<string | null> {
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
  const previousPath = existsSync(databasePath) ? previousPathOf(databasePath) : null;
  if (previousPath) linkSync(databasePath, previousPath);
  // These belong to the previous database: SQLite would apply them to the new one.
  for (const end of ['-wal', '-shm', '-journal']) {
    const sidecar = databasePath + end;
    if (existsSync(sidecar))
      renameSync(sidecar, (previousPath ?? previousPathOf(databasePath)) + end);
  }
  renameSync(file, databasePath);
  const folder = await open(path.dirname(databasePath), 'r');
  await folder.sync();
  await folder.close();
  return previousPath;
}

/**
 * Throws a RestoreRefusedError if another process has the database open: in WAL mode every connection
 * holds a lock. Otherwise the WAL has been merged into the database file.
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
    // An unreadable database is not in use.
    return isSqliteError(error, 'SQLITE_BUSY');
  } finally {
    database?.close();
  }
}

const IN_USE =
  'The database is in use. Stop the shop first, and Prisma Studio if it is open: what they write now would be lost.';

function previousPathOf(databasePath: string): string {
  return `${databasePath}.before-restore-${backupName(new Date()).replace(/\.db$/, '')}`;
}
