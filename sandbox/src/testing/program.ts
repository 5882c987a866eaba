import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from './eventually.js';

/** WebAssembly is compiled at every start: once is enough for a program that soon ends. */
const COMPILE_ONCE = '--liftoff-only';

/** A machine that does much else besides takes long to start anything. */
const PATIENCE_SECONDS = 45;

export interface Program {
  pid: number;
  /** All it has printed so far. */
  output(): string;
  /** Closes the pipes that it prints to, as a log shipper that is killed. */
  stopReading(): void;
  /** Resolves when it has ended. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  ended: Promise<number | null>;
}

/**
 * Starts one of the built programs as a process of its own and waits until `url` answers. One that
 * does not is stopped: whoever asked for it never gets it, and could not.
 */
export async function startProgram(
  script: string,
  env: Record<string, string>,
  url: string,
  seconds = PATIENCE_SECONDS,
): Promise<Program> {
  const program = spawnProgram(script, env);
  const trouble = await troubleOf(program, url, seconds);
  if (trouble === null) return program;
  await program.stop('SIGKILL');
  throw new Error(`${script} ${trouble}:\n${program.output()}`);
}

async function troubleOf(program: Program, url: string, seconds: number): Promise<string | null> {
  const ending = new AbortController();
  const ended = program.ended.then(() => ending.abort());
  const answers = eventually<unknown>(() => ending.signal.aborted || fetch(url), seconds);
  try {
    await Promise.race([answers, ended]);
    return ending.signal.aborted ? 'ended at once' : null;
  } catch {
    return `does not answer at ${url}`;
  }
}

export function spawnProgram(
  script: string,
  env: Record<string, string>,
  cwd = process.cwd(),
  args: string[] = [],
): Program {
  const child = spawn(process.execPath, [COMPILE_ONCE, script, ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = collectOutput(child);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    pid: child.pid ?? 0,
    output: read,
    stopReading() {
      child.stdout.destroy();
      child.stderr.destroy();
    },
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
