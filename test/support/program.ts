import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { eventually } from './eventually.js';

export const root = path.resolve(import.meta.dirname, '../..');

/** A machine that does much else besides takes long to start anything. */
const PATIENCE_SECONDS = 45;

export interface Program {
  pid: number;
  /** All it has printed so far. */
  output(): string;
  /** Resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  ended: Promise<number | null>;
}

/** Starts one of the built programs as a process of its own and waits until `url` answers. */
export async function startProgram(
  script: string,
  env: Record<string, string>,
  url: string,
): Promise<Program> {
  const program = spawnProgram(script, env);
  const answers = eventually(() => fetch(url), PATIENCE_SECONDS).then(() => true);
  try {
    const isUp = await Promise.race([answers, program.ended.then(() => false)]);
    if (isUp) return program;
    throw new Error(`${script} ended at once:\n${program.output()}`);
  } catch (error) {
    await program.stop('SIGKILL'); // nobody else knows of it
    throw error;
  }
}

export function spawnProgram(
  script: string,
  env: Record<string, string>,
  cwd = root,
  args: string[] = [],
): Program {
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = collectOutput(child);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    output: read,
    ended,
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await ended;
    },
  };
}

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (output += text));
  return () => output;
}
