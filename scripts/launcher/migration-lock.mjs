import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './error.mjs';
import { step } from './run.mjs';

/** Longer than any migration of a shop's database takes. */
const WAIT_MS = 120_000;
const LOOK_EVERY_MS = 100;

/**
 * Runs work while no other process runs its own for the same database: two migrations at once end in an error or
 * half done. The lock is SQLite's, on a file of its own beside the database, and ends with the process.
 * @template T
 * @param {string} databasePath in a folder that exists
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(databasePath, work) {
  const file = `${databasePath}.migration-lock`;
  const lock =
    (await take(file)) ?? (await takeOnceFree(() => take(file), `: it has locked ${file}`));
  try {
    return await work();
  } finally {
    // Before it is unlocked: whoever waits makes a new one.
    rmSync(file, { force: true });
    lock.close();
  }
}

/**
 * Null if another process has it, or removes it at this moment.
 * @param {string} file
 */
async function take(file) {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(file, { timeout: 0 });
  try {
    return database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (/^SQLITE_(BUSY|IOERR)/.test(String(codeOf(error)))) return null;
    throw error;
  }
}

/**
 * Takes a lock that another process has. `where`: what that has locked, as the end of a sentence.
 * @template Lock
 * @param {() => Promise<Lock | null>} take
 * @param {string} where
 * @returns {Promise<Lock>}
 */
export const takeOnceFree = (take, where) =>
  step('Waiting for another start that prepares the database', async () => {
    for (const end = performance.now() + WAIT_MS; performance.now() < end;) {
      const lock = await take();
      if (lock) return lock;
      await wait(LOOK_EVERY_MS);
    }
    const seconds = WAIT_MS / 1000;
    throw new Error(
      `Another process has been preparing the database for ${seconds} s${where}. Wait for it or end it, and start again.`,
    );
  });
