import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './error.mjs';

const PATIENCE_MS = 5_000;
/** A server that was started with the shop is ready a little later. */
const STARTING = '57P03';
const STARTING_FOR_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * Runs work with a connection of its own.
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @param {string} connectionString */
async function connect(connectionString) {
  const { default: pg } = await import('pg');
  const options = { connectionString, connectionTimeoutMillis: PATIENCE_MS, application_name: 'folio start' }; // prettier-ignore
  for (const end = performance.now() + STARTING_FOR_MS; ;) {
    const client = new pg.Client(options);
    // Of a connection that ends between two statements: the next one says so.
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (codeOf(error) !== STARTING || performance.now() > end) throw error;
    }
    await wait(LOOK_EVERY_MS);
  }
}
