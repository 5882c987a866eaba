import { spawn } from 'node:child_process';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
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
 * The process that npm runs this script in, mostly a shell: npm passes SIGTERM on to it, and it ends without passing it
 * on. Null where npm runs another script, of which this one may be meant to outlive the shell.
 */
const NPMS_SHELL = isNpmsScript() ? process.ppid : null;
const LOOK_AFTER_MS = 500;

/**
 * Runs programs until the first of them ends, then stops the others. Passes signals on, and takes the end of npm
 * as one. Resolves to the exit code of the first, or to 0 after a signal.
 * @param {Program[]} programs
 */
export async function runAll(programs) {
  const children = programs.map(start);
  let isSignalled = false;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    isSignalled = true;
    stop(children, signal);
  };
  for (const signal of SIGNALS) process.on(signal, passOn);
  onceNpmIsGone(() => {
    if (isSignalled) return;
    console.error('npm has ended: stopping.');
    passOn('SIGTERM');
  });
  const ended = children.map(exitOf);
  const code = await Promise.race(ended);
  stop(children, 'SIGTERM');
  await Promise.all(ended);
  return isSignalled ? 0 : code;
}

function isNpmsScript() {
  const thisOne = `node scripts/${path.basename(process.argv[1] ?? '')}`;
  return process.env['npm_lifecycle_script']?.startsWith(thisOne) ?? false;
}

/** @param {() => void} then */
function onceNpmIsGone(then) {
  if (NPMS_SHELL === null) return;
  const look = setInterval(() => {
    if (process.ppid === NPMS_SHELL) return;
    clearInterval(look);
    then();
  }, LOOK_AFTER_MS).unref();
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
