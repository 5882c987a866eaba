import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';

/** Runs one of test/support/programs, straight from its source, with a channel to talk to it. */
export function typescriptChild(name: string, args: string[] = []): ChildProcess {
  const script = path.join(import.meta.dirname, 'programs', name);
  return fork(script, args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
}
