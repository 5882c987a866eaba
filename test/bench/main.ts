// `npm run bench [-- --books 15,10000 --rounds 3 --seconds 4 --purchases 400 --imported 100000 --report FILE]`
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from 'stripe-sandbox/testing';
import { type Arguments, readArguments } from './arguments.js';
import { pagesOf } from './catalogs.js';
import { chart } from './chart.js';
import { checkoutsDuringImport } from './importing.js';
import { loadPage, medianOf, type PageFigures } from './pages.js';
import { buyTogether, checkPaidOnce, cpuBySteps } from './purchases.js';
import { type PageRow, report, type Results } from './report.js';
import { Server } from './server.js';
import { buildWithoutLimits, type OneShop, startShop } from './shop.js';
import { writeReport } from './write-report.js';

const HARD_CODED = path.join(import.meta.dirname, 'programs/hard-coded.mjs');
/** Shoppers who never pause. */
const TOGETHER = [1, 8, 64];

async function main(wanted: Arguments): Promise<void> {
  const build = await buildWithoutLimits();
  const hardCoded = {
    bare: await startHardCoded('bare'),
    express: await startHardCoded('express'),
  };
  const shops = new Map<number, OneShop>();
  for (const books of wanted.books) shops.set(books, await startShop(books, build));
  try {
    const results: Results = {
      pages: await measurePages(hardCoded, shops, wanted),
      coldStartMs: [...shops].map(([books, { shop }]) => [books, shop.coldStartMs]),
      memoryMb: [...shops].map(([books, { shop }]) => [books, shop.memoryMb()]),
      ...(await measurePurchases(smallest(shops), wanted.purchases)),
      importing: await checkoutsDuringImport(smallest(shops), wanted.imported),
      arguments: wanted,
    };
    await publish(results, wanted.report);
  } finally {
    const servers = [...shops.values()].flatMap(({ shop, sandbox }) => [shop, sandbox]);
    const all = [...Object.values(hardCoded), ...servers];
    await Promise.all(all.map((server) => server.stop()));
    for (const { close } of shops.values()) close();
  }
}

async function startHardCoded(kind: string): Promise<Server> {
  const port = String(await freePort());
  return Server.start([HARD_CODED, kind, port], {}, `http://127.0.0.1:${port}`);
}

interface Target {
  server: Server;
  page: string;
  row: Pick<PageRow, 'name' | 'books' | 'isAnew'>;
  rounds: PageFigures[];
}

/** Interleaved: each round has every page once, so that what else the machine does touches all of them. */
async function measurePages(
  hardCoded: Record<string, Server>,
  shops: Map<number, OneShop>,
  { rounds, seconds }: Arguments,
): Promise<PageRow[]> {
  const targets = [
    ...Object.entries(hardCoded).map(([name, server]) => target(server, '/', { name, books: 0, isAnew: false })), // prettier-ignore
    ...[...shops].flatMap(([books, bench]) => targetsOf(books, bench)),
  ];
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`round ${round} of ${rounds}: ${targets.length} pages`);
    for (const { server, page, row, rounds } of targets)
      rounds.push(await loadPage(server, page, { seconds, isAnew: row.isAnew }));
  }
  return targets.map(({ row, rounds }) => ({ ...row, ...medianOf(rounds) }));
}

function targetsOf(books: number, { shop, databasePath }: OneShop): Target[] {
  return pagesOf(databasePath).flatMap(([name, page]) =>
    [false, true].map((isAnew) => target(shop, page, { name, books, isAnew })),
  );
}

const target = (server: Server, page: string, row: Target['row']): Target => ({ server, page, row, rounds: [] }); // prettier-ignore

function smallest(shops: Map<number, OneShop>): OneShop {
  const bench = shops.get(Math.min(...shops.keys()));
  if (!bench) throw new Error('No shop was started');
  return bench;
}

async function measurePurchases(bench: OneShop, purchases: number) {
  const warmUp = 200;
  await buyTogether(bench, 8, warmUp);
  const together = [];
  for (const atOnce of TOGETHER) {
    console.log(`${purchases} purchases, ${atOnce} at once`);
    together.push(await buyTogether(bench, atOnce, purchases));
  }
  const bySteps = 100;
  const steps = await cpuBySteps(bench, bySteps);
  await checkPaidOnce(bench, warmUp + TOGETHER.length * purchases + bySteps);
  return { together, steps: [...steps] };
}

async function publish(results: Results, file: string | null) {
  const text = report(results);
  console.log(text);
  if (!file) return;
  await writeReport(file, text);
  writeFileSync(file.replace(/\.md$/, '.svg'), chart(results.pages));
}

await main(readArguments(process.argv.slice(2)));
