import { cpus, totalmem } from 'node:os';
import type { Arguments } from './arguments.js';
import type { PageFigures } from './pages.js';
import { CONNECTIONS } from './pages.js';
import type { PurchaseFigures } from './purchases.js';

export type PageRow = PageFigures & { name: string };

export interface Results {
  pages: PageRow[];
  together: PurchaseFigures[];
  /** The shop's CPU of each step of a purchase, in milliseconds. */
  steps: [string, number][];
  /** By the number of books. */
  coldStartMs: [number, number][];
  memoryMb: [number, number][];
  arguments: Arguments;
}

/** The measured part of docs/benchmarks.md. */
export function report(results: Results): string {
  const { rounds, seconds, purchases } = results.arguments;
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}. Medians of ${rounds} interleaved rounds of
${seconds} s. **Only ratios are comparable**, and only within one run: the machine is shared.

## Pages

${CONNECTIONS} connections, production mode, one process, access log on. \`bare\` sends the bytes of the hard-coded page by \`node:http\` alone:
the limit. \`express\` is Express and Handlebars with three hard-coded books, the page that this exercise usually is. Their
source is [hard-coded.mjs](../test/bench/programs/hard-coded.mjs).

![Requests per second](benchmarks.svg)

${pageTable(results.pages)}

What bounds them: a page from memory costs the writing to its socket and its line in the log; covers and templates cost nothing
until the catalogue changes.

## Purchases

A purchase: three books into a cart, order, PaymentIntent, contact, confirmation, return and order page; its events delivered,
verified and processed; paid exactly once. \`synchronous=FULL\`, one shop process, the sandbox and the shoppers in processes of
their own on the same machine. The limits on posts are lifted. ${purchases} purchases each.

${purchaseTable(results.together)}

What bounds them: Prisma, in the moves of an order that are still made with it, and the sandbox and the shoppers, which share the
machine.

The shop's CPU by step, one shopper after another:

${stepTable(results.steps)}

## Start and memory

${table(
  ['books', 'to the first answer', 'memory after the load'],
  results.coldStartMs.map(([books, ms], at) => [
    String(books),
    `${ms.toFixed(0)} ms`,
    `${(results.memoryMb[at]?.[1] ?? 0).toFixed(0)} MB`,
  ]),
)}
`;
}

function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, Node.js ${process.version}`;
}

function pageTable(pages: readonly PageRow[]): string {
  const express = pages.find(({ name }) => name === 'express')?.perSecond ?? NaN;
  return table(
    ['page', 'requests/s', '× express', 'p50', 'p99', 'CPU'],
    pages.map(({ name, perSecond, p50Ms, p99Ms, cpuMicroseconds }) => [
      name,
      perSecond.toFixed(0),
      (perSecond / express).toFixed(2),
      `${p50Ms} ms`,
      `${p99Ms} ms`,
      `${cpuMicroseconds.toFixed(0)} µs`,
    ]),
  );
}

function purchaseTable(rows: readonly PurchaseFigures[]): string {
  return table(
    ['shoppers', 'purchases/s', 'p50', 'p99', 'CPU of the shop'],
    rows.map(({ atOnce, perSecond, p50Ms, p99Ms, cpuMs }) => [
      String(atOnce),
      perSecond.toFixed(1),
      `${p50Ms.toFixed(0)} ms`,
      `${p99Ms.toFixed(0)} ms`,
      `${cpuMs.toFixed(1)} ms`,
    ]),
  );
}

function stepTable(steps: readonly [string, number][]): string {
  return table(
    ['step', 'CPU'],
    steps.map(([name, ms]) => [name, `${ms.toFixed(1)} ms`]),
  );
}

function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
