import { spawn } from 'node:child_process';
import { sandboxFor } from './sandbox.mjs';

const PARENT_WATCHDOG = new URL('./parent-watchdog.mjs', import.meta.url).href;
const STARTUP_TIMEOUT_MS = 20_000;

/**
 * Runs `work` with a reachable Stripe: starts the embedded sandbox for it, unless it is running.
 * @template T
 * @param {import('../../src/config/env.js').Env} env
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withStripe(env, work) {
  const [program] = sandboxFor(env);
  const health = `${env.stripe.apiBase}/_sandbox/health`;
  if (!program || (await isReady(health))) return work();
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];
  const options = { env: program.env, stdio };
  const sandbox = spawn(process.execPath, ['--import', PARENT_WATCHDOG, program.script], options);
  /** @type {Promise<number | NodeJS.Signals | null>} */
  const ended = new Promise((resolve) => {
    sandbox.once('exit', (code, signal) => resolve(code ?? signal));
  });
  try {
    await Promise.race([waitUntilReady(health), ended.then(refuse)]);
    return await work();
  } finally {
    sandbox.kill('SIGTERM');
    await ended;
  }
}

/** @param {string} url */
async function waitUntilReady(url) {
  const deadline = Date.now() + STARTUP_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (Date.now() > deadline)
      throw new Error(
        `The sandbox does not answer at ${url} within ${STARTUP_TIMEOUT_MS / 1000} s.`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50).unref());
  }
}

/**
 * The sandbox has printed the reason to standard error.
 * @param {number | NodeJS.Signals | null} code
 * @returns {never}
 */
function refuse(code) {
  throw new Error(`The sandbox cannot start (it ended with ${code}); the reason is above.`);
}

/** @param {string} url */
async function isReady(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
