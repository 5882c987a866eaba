import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { eventually } from 'stripe-sandbox/testing';
import { freshFolder } from './files.js';
import { packages } from './paths.js';

/** The Go program itself: the npm shim before it would leave it behind when it is killed. */
export const stripeBinary = path.join(
  packages,
  `@stripe/cli-${process.platform}-${process.arch}/bin`,
  process.platform === 'win32' ? 'stripe.exe' : 'stripe',
);

/** Not every platform has one. */
export const hasStripeCli = existsSync(stripeBinary);

export interface CliResult {
  code: number | null;
  output: string;
}

export interface RunningCli {
  output: () => string;
  stop: () => Promise<void>;
}

/** The genuine Stripe CLI, with a home of its own, pointed at a sandbox. */
export class StripeCli {
  readonly #running = new Set<ChildProcess>();

  private constructor(
    private readonly url: string,
    private readonly home: string,
    private readonly key: string,
  ) {}

  static async at(url: string, key = 'sk_test_foliosandbox'): Promise<StripeCli> {
    return new StripeCli(url, await freshFolder(), key);
  }

  async run(...args: string[]): Promise<CliResult> {
    const child = this.#spawn(args);
    const output = collected(child);
    await once(child, 'close');
    return { code: child.exitCode, output: output() };
  }

  /** What a command prints, as JSON. */
  async json<T>(...args: string[]): Promise<T> {
    const { output } = await this.run(...args);
    return JSON.parse(output) as T;
  }

  /** `stripe listen`, once it says that it is ready. */
  listen(...args: string[]): Promise<RunningCli> {
    return this.#start(['listen', '-s', ...args]);
  }

  tailLogs(...args: string[]): Promise<RunningCli> {
    return this.#start(['logs', 'tail', ...args]);
  }

  async signingSecret(): Promise<string> {
    return (await this.run('listen', '-s', '--print-secret')).output.trim();
  }

  /** Ends all that is still running. */
  async stop(): Promise<void> {
    await Promise.all([...this.#running].map(end));
  }

  async #start(args: string[]): Promise<RunningCli> {
    const child = this.#spawn(args);
    const output = collected(child);
    await eventually(() => {
      if (!output().includes('Ready!')) throw new Error(`Not ready: ${output()}`);
    }, 30);
    return { output, stop: () => end(child) };
  }

  #spawn(args: string[]): ChildProcess {
    const child = spawn(stripeBinary, [...args, '--api-base', this.url], {
      cwd: this.home,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.home,
        XDG_CONFIG_HOME: this.home,
        STRIPE_API_KEY: this.key,
        STRIPE_DEVICE_NAME: 'test',
        STRIPE_CLI_TELEMETRY_OPTOUT: '1',
        STRIPE_NO_AUTO_UPDATE: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#running.add(child);
    child.once('exit', () => this.#running.delete(child));
    return child;
  }
}

function collected(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return () => output;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // As with Ctrl-C: the session is over, and no event waits for it.
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 5000);
  await once(child, 'exit');
  clearTimeout(impatience);
}
