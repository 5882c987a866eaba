import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { root } from '../support/program.js';
import { percentile } from './median.js';
import { newVisit, stepsOf } from './purchases.js';
import type { Bench, OneShop } from './shop.js';

/** Somebody checks out this often, whether or not the one before has been answered. */
const EVERY_MS = 400;
const LOOK_EVERY_MS = 100;

export interface CheckoutFigures {
  checkouts: number;
  p50Ms: number;
  p99Ms: number;
}

export interface ImportFigures {
  books: number;
  seconds: number;
  /** The most that the import has taken. */
  memoryMb: number;
  usual: CheckoutFigures;
  during: CheckoutFigures;
}

/** Checkouts without and with an import of so many books into the same shop. Throws if one is refused. */
export async function checkoutsDuringImport(bench: OneShop, books: number): Promise<ImportFigures> {
  await checkoutsUntil(bench, setTimeout(5_000));
  const usual = await checkoutsUntil(bench, setTimeout(30_000));
  const started = performance.now();
  const importing = importOf(bench, books);
  const during = await checkoutsUntil(bench, importing);
  const memoryMb = await importing;
  return { books, seconds: (performance.now() - started) / 1_000, memoryMb, usual, during };
}

async function checkoutsUntil(bench: Bench, end: Promise<unknown>): Promise<CheckoutFigures> {
  const over = new AbortController();
  void end.catch(() => undefined).finally(() => over.abort());
  const checkouts: Promise<number>[] = [];
  while (!over.signal.aborted) {
    checkouts.push(checkout(bench));
    await setTimeout(EVERY_MS);
  }
  const took = await Promise.all(checkouts);
  return { checkouts: took.length, p50Ms: percentile(took, 50), p99Ms: percentile(took, 99) };
}

/** In milliseconds, of the post that makes order and PaymentIntent. */
async function checkout(bench: Bench): Promise<number> {
  const { cart, checkout } = stepsOf(bench);
  const visit = newVisit(bench);
  await cart?.(visit);
  const started = performance.now();
  await checkout?.(visit);
  return performance.now() - started;
}

async function importOf({ databasePath }: OneShop, books: number): Promise<number> {
  const args = ['--import', 'tsx', 'prisma/seed-demo.ts', String(books)];
  const env = { PATH: process.env['PATH'] ?? '', DATABASE_URL: `file:${databasePath}` };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'ignore' });
  const exit = once(child, 'exit');
  let mostMb = 0;
  while (child.exitCode === null && child.signalCode === null) {
    mostMb = Math.max(mostMb, memoryMb(child));
    await setTimeout(LOOK_EVERY_MS);
  }
  const [code] = (await exit) as [number | null];
  if (code !== 0) throw new Error(`npm run seed:demo -- ${books} failed`);
  return mostMb;
}

/** 0 once it has ended. */
function memoryMb(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024;
  } catch {
    return 0;
  }
}
