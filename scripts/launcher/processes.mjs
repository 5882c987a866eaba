import { spawn } from 'node:child_process';
import { root } from './build.mjs';

/**
 * @typedef {import('node:child_process').ChildProcess} ChildProcess
 * @typedef {{
 *   script: string,
 *   args?: string[],
 *   env?: NodeJS.ProcessEnv,
 *   stdin?: 'ignore' | 'inherit',
 * }} Program
 */

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_WATCHDOG = new URL('./parent-watchdog.mjs', import.meta.url).href;
const KILL_AFTER_MS = 15_000;

/**
 * Runs programs until the first of them ends, then stops the others. Passes signals on. Resolves to the
 * exit code of the first, or to 0 after a signal.
 * @param {Program[]} programs
 */
export async function runAll(programs) {
  const children = programs.map(start);
  let isSignalled = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      isSignalled = true;
      stop(children, signal);
    });
  }
  const ended = children.map(exitOf);
  const code = await Promise.race(ended);
  stop(children, 'SIGTERM');
  await Promise.all(ended);
  return isSignalled ? 0 : code;
}

/** @param {Program} program */
function start({ script, args = [], env = process.env, stdin = 'ignore' }) {
  // parent-watchdog.mjs needs the IPC channel.
  /** @type {import('node:child_process').StdioOptions} */
  const stdio = [stdin, 'inherit', 'inherit', 'ipc'];
  return spawn(process.execPath, ['--import', PARENT_WATCHDOG, script, ...args], {
    cwd: root,
    env,
    stdio,
  });
}

/**
 * @param {ChildProcess[]} children
 * @param {NodeJS.Signals} signal
 */
function stop(children, signal) {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  for (const child of running) child.kill(signal);
  setTimeout(() => {
    for (const child of running) child.kill('SIGKILL');
  }, KILL_AFTER_MS).unref();
}

/**
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
function exitOf(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
}
