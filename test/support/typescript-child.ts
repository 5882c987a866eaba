import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { afterAll } from '@jest/globals';

const children: ChildProcess[] = [];

// One that outlived a test that failed would keep the whole run from ending.
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Runs one of test/support/programs, straight from its source, with a channel to talk to it. */
export function typescriptChild(name: string, args: string[] = []): ChildProcess {
  const script = path.join(import.meta.dirname, 'programs', name);
  const child = fork(script, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.push(child);
  return child;
}
