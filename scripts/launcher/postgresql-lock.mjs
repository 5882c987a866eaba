import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { LOOK_EVERY_MS, WAIT_MS } from './migration-lock.mjs';
import { withClient } from './postgresql-client.mjs';
import { step } from './run.mjs';

/** Any number that no other program is likely to use in this database. */
const LOCK = 733_001;

/**
 * Runs work while no other start runs its own for the same database. The lock is PostgreSQL's, and ends with the process.
 * @template T
 * @param {string} url
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export function exclusively(url, work) {
  return withClient(url, async (client) => {
    if (!(await take(client))) {
      await step('Waiting for another start that prepares the database', () =>
        takeOnceFree(client),
      );
    }
    return work();
  });
}

/** @param {import('pg').Client} client */
async function take(client) {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isTaken"`);
  return rows[0].isTaken === true;
}

/** @param {import('pg').Client} client */
async function takeOnceFree(client) {
  for (const end = performance.now() + WAIT_MS; performance.now() < end;) {
    if (await take(client)) return;
    await wait(LOOK_EVERY_MS);
  }
  const seconds = WAIT_MS / 1000;
  throw new Error(
    `Another process has been preparing the database for ${seconds} s. Wait for it or end it, and start again.`,
  );
}
