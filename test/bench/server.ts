import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { eventually } from 'stripe-sandbox/testing';

/** Of the kernel's clock, in which /proc counts. */
const TICK_MS = 10;

/** A program under measurement, as it runs on a server: without the flags with which tests start sooner. */
export class Server {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    /** From its start to its first answer. */
    readonly coldStartMs: number,
  ) {}

  static async start(
    args: string[],
    env: Record<string, string>,
    url: string,
    readyPath = '/',
  ): Promise<Server> {
    const started = performance.now();
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    await eventually(() => fetch(url + readyPath), 60);
    return new Server(child, url, performance.now() - started);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Of the process so far, user and system, in milliseconds. Only Linux tells. */
  cpuMs(): number {
    const fields = this.#proc('stat').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  memoryMb(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(this.#proc('status'))?.[1]) / 1_024;
  }

  async stop(): Promise<void> {
    this.child.kill();
    await once(this.child, 'exit');
  }

  #proc(file: string): string {
    return readFileSync(`/proc/${this.child.pid}/${file}`, 'utf8');
  }
}
