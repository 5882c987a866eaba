import { cpus, totalmem } from 'node:os';
import type { Arguments } from './arguments.js';
import type { CheckoutFigures, ImportFigures } from './importing.js';
import type { PageFigures } from './pages.js';
import { CONNECTIONS } from './pages.js';
import type { PurchaseFigures } from './purchases.js';

export interface PageRow extends PageFigures {
  name: string;
  /** In the shop; 0: no shop, the page is hard-coded. */
  books: number;
  /** The page is made for each request, not answered from memory. */
  isAnew: boolean;
}

export interface Results {
  pages: PageRow[];
  together: PurchaseFigures[];
  /** The shop's CPU of each step of a purchase, in milliseconds. */
  steps: [string, number][];
  /** By the number of books. */
  coldStartMs: [number, number][];
  memoryMb: [number, number][];
  importing: ImportFigures;
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

${pageTable(results.pages, false)}

What bounds them: a page from memory costs the writing to its socket and its line in the log; covers and templates cost nothing
until the catalogue changes.

The same pages, each request with an address that was not asked for before, so that the shop makes every one of them from the
database:

${pageTable(results.pages, true)}

What bounds them: the template, Express and the reading of books, of which a page has up to 24. A search also reads up to 500
matches and ranks them: a million books have more of an author and a word than ten thousand.

${ratioSection(results.pages)}

## Purchases

A purchase: three books into a cart, order, PaymentIntent, contact, confirmation, return and order page; its events delivered,
verified and processed; paid exactly once; its receipt issued and its mail written into a file. \`synchronous=FULL\`, one shop
process, the sandbox and the shoppers in processes of their own on the same machine. The limits on posts are lifted. ${purchases}
purchases each.

${purchaseTable(results)}

What bounds them: some twenty requests in and out and a dozen transactions, each of which is on disk before it is acknowledged,
and the sandbox and the shoppers, which share the machine. Several processes, and PostgreSQL:
[benchmarks-processes.md](benchmarks-processes.md).

The shop's CPU by step, one shopper after another:

${stepTable(results.steps)}

## Import during checkouts

Five shoppers in two seconds put three books into a cart and check out, for half a minute, and then while \`npm run seed:demo\` imports
${results.importing.books} books into the same shop, in ${results.importing.seconds.toFixed(0)} s and at most ${results.importing.memoryMb.toFixed(0)} MB. The time of the post that makes the order and its PaymentIntent:

${importTable(results.importing)}

What bounds them: the import takes a processor of its own, for which shop, sandbox and shoppers compete here; a batch of it holds
the write lock for some 10 ms while others write.

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

export function machine(): string {
  const processors = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown'}, ${memory} GiB, Node.js ${process.version}`;
}

function pageTable(pages: readonly PageRow[], isAnew: boolean): string {
  const express = pages.find(({ name }) => name === 'express')?.perSecond ?? NaN;
  return table(
    ['page', 'books', 'requests/s', '× express', 'p50', 'p99', 'CPU'],
    pages
      .filter((page) => page.isAnew === isAnew)
      .map(({ name, books, perSecond, p50Ms, p99Ms, cpuMicroseconds }) => [
        name,
        books === 0 ? '' : String(books),
        perSecond.toFixed(0),
        (perSecond / express).toFixed(2),
        `${p50Ms} ms`,
        `${p99Ms} ms`,
        `${cpuMicroseconds.toFixed(0)} µs`,
      ]),
  );
}

/** How much slower the largest catalogue is than the others. */
function ratioSection(pages: readonly PageRow[]): string {
  const sizes = [...new Set(pages.map(({ books }) => books))].filter((books) => books > 0);
  const most = Math.max(...sizes);
  const ratios = sizes.filter((books) => books < most).map((books) => ratiosTo(books, most, pages));
  if (ratios.length === 0) return '';
  return `The same figures as ratios; the times are whole milliseconds. A page of a list or a search has up to 24 books, so that a page
of a small catalogue is shorter, and a search in it finds less.

${ratios.join('\n\n')}`;
}

function ratiosTo(books: number, most: number, pages: readonly PageRow[]): string {
  const rows = pages.flatMap((large) => {
    if (large.books !== most) return [];
    const isSame = (page: PageRow) =>
      page.name === large.name && page.books === books && page.isAnew === large.isAnew;
    const small = pages.find(isSame);
    return small ? [ratioRow(small, large)] : [];
  });
  return `How many times as long ${most} books take as ${books} do:

${table(['page', '', 'CPU', 'mean', 'p50', 'p99'], rows)}`;
}

function ratioRow(small: PageRow, large: PageRow): string[] {
  const ratio = (one: number, other: number) => (Math.max(one, 1) / Math.max(other, 1)).toFixed(2);
  return [
    large.name,
    large.isAnew ? 'made anew' : 'from memory',
    ratio(large.cpuMicroseconds, small.cpuMicroseconds),
    ratio(small.perSecond, large.perSecond),
    ratio(large.p50Ms, small.p50Ms),
    ratio(large.p99Ms, small.p99Ms),
  ];
}

function importTable({ usual, during }: ImportFigures): string {
  const row = (name: string, { checkouts, p50Ms, p99Ms }: CheckoutFigures) => [
    name,
    String(checkouts),
    `${p50Ms.toFixed(0)} ms`,
    `${p99Ms.toFixed(0)} ms`,
  ];
  const ratio = (name: 'p50Ms' | 'p99Ms') => (during[name] / usual[name]).toFixed(2);
  return table(
    ['', 'checkouts', 'p50', 'p99'],
    [
      row('usual', usual),
      row('during the import', during),
      ['×', '', ratio('p50Ms'), ratio('p99Ms')],
    ],
  );
}

function purchaseTable({ pages, together }: Results): string {
  const express = pages.find(({ name }) => name === 'express')?.cpuMicroseconds ?? NaN;
  return table(
    ['shoppers', 'purchases/s', 'p50', 'p99', 'CPU of the shop', '× express'],
    together.map(({ atOnce, perSecond, p50Ms, p99Ms, cpuMs }) => [
      String(atOnce),
      perSecond.toFixed(1),
      `${p50Ms.toFixed(0)} ms`,
      `${p99Ms.toFixed(0)} ms`,
      `${cpuMs.toFixed(1)} ms`,
      ((cpuMs * 1_000) / express).toFixed(0),
    ]),
  );
}

function stepTable(steps: readonly [string, number][]): string {
  return table(
    ['step', 'CPU'],
    steps.map(([name, ms]) => [name, `${ms.toFixed(1)} ms`]),
  );
}

export function table(head: readonly string[], rows: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
