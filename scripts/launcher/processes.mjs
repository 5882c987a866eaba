import { spawn } from 'node:child_process';
import { root } from './build.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs programs side by side until the first of them ends, then stops the others. Signals are passed
 * on. The IPC channel lets them notice when this process dies without a word.
 * Resolves to the exit code of the first that ended.
 */
export async function runTogether(programs) {
  const children = programs.map(({ script, args = [], env = process.env }) =>
    spawn(process.execPath, [script, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  );
  for (const signal of SIGNALS) process.on(signal, () => stop(children, signal));

  const ended = children.map(exitOf);
  const code = await Promise.race(ended);
  stop(children, 'SIGTERM');
  await Promise.all(ended);
  return code;
}

function stop(children, signal) {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
  }
}

function exitOf(child) {
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGKILL' ? 137 : 143)));
  });
}
