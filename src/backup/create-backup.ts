import { chmod, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { checksumFile, checksumLine, sha256 } from './checksum.js';
import { backupName, backupsAmong } from './backup-name.js';
import { expired } from './retention.js';
import { InvalidBackupError, countRows, verifyBackup, type RowCounts } from './verify-backup.js';

export interface Backup {
  file: string;
  rows: RowCounts;
  bytes: number;
}

/** All pages in one step: a copy in several steps begins anew whenever somebody writes. */
const ALL_PAGES = 0x7fffffff;
const PARTIAL = /\.draft-(\d+)$/;

/** A backup in its folder, under the name of this moment, and the folder thinned out after it. */
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
 * Copies the database while others write to it: all that was committed before this began, and
 * nothing by halves. `file` is there only once the copy has been looked through and is on disk.
 */
export async function createBackup(databasePath: string, file: string): Promise<Backup> {
  const draft = `${file}.draft-${process.pid}`;
  try {
    // Before SQLite writes to it: it holds addresses and the tokens that open orders.
    await writeFile(draft, '', { mode: 0o600 });
    const meant = await copyDatabase(databasePath, draft);
    const rows = verifyBackup(draft);
    if (JSON.stringify(rows) !== JSON.stringify(meant)) {
      throw new InvalidBackupError(
        'It has other numbers of rows than the database it was made from',
      );
    }
    await writeFile(checksumFile(file), checksumLine(await sha256(draft), file), { mode: 0o600 });
    const bytes = await flush(draft);
    await rename(draft, file);
    await chmod(file, 0o600);
    await flush(path.dirname(file));
    return { file, rows, bytes };
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) await rm(draft + end, { force: true });
  }
}

/** Null when there is none. One of a time to come was made while the clock was wrong, and says nothing. */
export async function newestBackup(directory: string): Promise<Date | null> {
  const names = await readdir(directory).catch(() => []);
  const now = new Date();
  return backupsAmong(names).find(({ at }) => at <= now)?.at ?? null;
}

/** What is counted and what is copied are one snapshot: others’ later writes are in neither. */
async function copyDatabase(databasePath: string, draft: string): Promise<RowCounts> {
  const database = new Sqlite(databasePath, { readonly: true, fileMustExist: true });
  try {
    database.exec('BEGIN');
    const rows = countRows(database);
    await database.backup(draft, { progress: () => ALL_PAGES });
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

/** Of backups that a crash cut short. */
async function removeLeftovers(directory: string) {
  for (const name of await readdir(directory)) {
    const pid = PARTIAL.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) await rm(path.join(directory, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
