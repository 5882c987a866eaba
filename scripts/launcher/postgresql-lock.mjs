import { takeOnceFree } from './migration-lock.mjs';
import { withClient } from './postgresql-client.mjs';

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
    if (!(await take(client))) await takeOnceFree(() => take(client), '');
    return work();
  });
}

/** @param {import('pg').Client} client */
async function take(client) {
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${LOCK}) AS "isTaken"`);
  return rows[0].isTaken === true;
}
