import { chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { isRunning } from '../common/process.js';
import { checksumFile, checksumLine, sha256 } from './checksum.js';
import { backupName, backupsAmong } from './backup-name.js';
import { expired } from './retention.js';
import { removeDatabase } from './remove-database.js';
import { InvalidBackupError, countRows, verifyBackup, type RowCounts } from './verify-backup.js';

export interface Backup {
  file: string;
  rows: RowCounts;
  bytes: number;
}

/** All pages in one step: a copy in several steps starts again after every write. */
const ALL_PAGES = 0x7fffffff;
const PARTIAL = /\.draft-(\d+)$/;

/** Creates a backup in the directory, named by the current time, and deletes expired ones. */
export async function writeBackup(directory: string, databasePath: string): Promise<Backup> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeLeftovers(directory);
  const backup = await createBackup(databasePath, path.join(directory, backupName(new Date())));
  for (const name of expired(await readdir(directory))) {
    await rm(path.join(directory, name), { force: true });
    await rm(checksumFile(path.join(directory, name)), { force: true });
  }
  return backup;
}

/**
 * Copies a consistent snapshot of the database, which may be in use. `file` exists only after the copy has
 * been verified and is on disk.
 */
export async function createBackup(databasePath: string, file: string): Promise<Backup> {
  const temporaryFile = `${file}.draft-${process.pid}`;
  try {
    // Created with its mode before it is written: it contains e-mail addresses and order tokens.
    await writeFile(temporaryFile, '', { mode: 0o600 });
    const expectedRows = await copyDatabase(databasePath, temporaryFile);
    const rows = verifyBackup(temporaryFile);
    if (JSON.stringify(rows) !== JSON.stringify(expectedRows)) {
      throw new InvalidBackupError(
        'It has other numbers of rows than the database it was made from',
      );
    }
    await writeFile(checksumFile(file), checksumLine(await sha256(temporaryFile), file), {
      mode: 0o600,
    });
    const bytes = await flush(temporaryFile);
    await rename(temporaryFile, file);
    await chmod(file, 0o600);
    await flush(path.dirname(file));
    return { file, rows, bytes };
  } finally {
    await removeDatabase(temporaryFile);
  }
}

/** The time of the newest backup, or null. Backups dated in the future, from a wrong clock, are ignored. */
export async function newestBackup(directory: string): Promise<Date | null> {
  const names = await readdir(directory).catch(() => []);
  const now = new Date();
  return backupsAmong(names).find(({ at }) => at <= now)?.at ?? null;
}

/** Copies and counts within one transaction, so that both see the same snapshot. */
async function copyDatabase(databasePath: string, file: string): Promise<RowCounts> {
  const database = new Sqlite(databasePath, { readonly: true, fileMustExist: true });
  try {
    database.exec('BEGIN');
    const rows = countRows(database);
    await database.backup(file, { progress: () => ALL_PAGES });
    return rows;
  } finally {
    database.close();
  }
}

async function flush(file: string): Promise<number> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

/** Deletes temporary files of processes that have crashed. */
async function removeLeftovers(directory: string) {
  for (const name of await readdir(directory)) {
    const pid = PARTIAL.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(path.join(directory, name), { force: true });
  }
}
