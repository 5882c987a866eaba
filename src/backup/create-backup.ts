import { chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatabaseLocation } from '../config/database-location.js';
import { isRunning } from '../common/process.js';
import { checksumFile, checksumLine, sha256 } from './checksum.js';
import { backupName, backupsAmong } from './backup-name.js';
import { expired } from './retention.js';
import { removeDatabase } from './remove-database.js';
import { InvalidBackupError, verifyBackup, type RowCounts } from './verify-backup.js';

export interface Backup {
  file: string;
  rows: RowCounts;
  bytes: number;
}

const PARTIAL = /\.draft-(\d+)$/;

/** Creates a backup in the directory, named by this time, and deletes expired ones. */
export async function writeBackup(
  directory: string,
  source: DatabaseLocation,
  at = new Date(),
): Promise<Backup> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await removeLeftovers(directory);
  const backup = await createBackup(source, path.join(directory, backupName(at)));
  for (const name of expired(await readdir(directory))) {
    await rm(path.join(directory, name), { force: true });
    await rm(checksumFile(path.join(directory, name)), { force: true });
  }
  return backup;
}

/**
 * Copies a consistent snapshot of the database, which may be in use, into a file of SQLite. `file` exists only after
 * the copy has been verified and is on disk.
 */
export async function createBackup(source: DatabaseLocation, file: string): Promise<Backup> {
  const temporaryFile = `${file}.draft-${process.pid}`;
  try {
    // Created with its mode before it is written: it contains e-mail addresses and order tokens.
    await writeFile(temporaryFile, '', { mode: 0o600 });
    const expectedRows = await copyDatabase(source, temporaryFile);
    const rows = verifyBackup(temporaryFile);
    if (Object.entries(expectedRows).some(([table, count]) => rows[table] !== count)) {
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

/** Loads what the kind of database needs. Resolves to the numbers of rows that have to be in the copy. */
async function copyDatabase(source: DatabaseLocation, file: string): Promise<RowCounts> {
  if (source.kind === 'sqlite') {
    const { copyFromSqlite } = await import('./copy/from-sqlite.js');
    return copyFromSqlite(source.path, file);
  }
  const { copyFromPostgresql } = await import('./copy/from-postgresql.js');
  return copyFromPostgresql(source.url, file);
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
