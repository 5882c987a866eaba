// `npm run bench:processes [-- --rounds 3 --purchases 200]`: purchases per second with one process and several, in
// docs/benchmarks-processes.md.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/program.js';
import { medianPurchases } from './median-purchases.js';
import { FilledDatabases } from './filled-databases.js';
import { type FigureRow, processesReport } from './processes-report.js';
import { checkPaidOnce, buyTogether, type PurchaseFigures } from './purchases.js';
import { buildWithoutLimits } from './shop.js';
import { writeReport } from './write-report.js';
import { startScaled, type Scaled, type Variant } from './scaled-shop.js';

const SHOPPERS_FOR_EACH = 8;
const SHARE = 0.25;
const VARIANTS: Variant[] = [
  { database: 'sqlite', processes: 1, share: null },
  ...[1, 2, 4].map((processes) => ({ database: 'postgresql', processes, share: null }) as const),
  { database: 'sqlite', processes: 1, share: SHARE },
  ...[1, 2, 4].map((processes) => ({ database: 'postgresql', processes, share: SHARE }) as const),
];

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    purchases: { type: 'string', default: '200' },
  },
});
const [rounds, purchases] = [Number(values.rounds), Number(values.purchases)];

/** Interleaved: each round has every variant once. */
async function measure(scaled: readonly Scaled[]): Promise<FigureRow[]> {
  const figures = new Map<Scaled, PurchaseFigures[]>(scaled.map((each) => [each, []]));
  for (const each of scaled) await buyTogether(each.bench, SHOPPERS_FOR_EACH, SHOPPERS_FOR_EACH);
  for (let round = 1; round <= rounds; round += 1) {
    for (const each of scaled) {
      const { database, processes, share } = each.variant;
      const count = Math.round(purchases * (share === null ? 1 : share * processes));
      const atOnce = SHOPPERS_FOR_EACH * processes;
      const measured = await buyTogether(each.bench, atOnce, count);
      console.log(`round ${round}: ${database}, ${processes} processes, share ${share ?? 'none'}: ${measured.perSecond.toFixed(1)}/s`); // prettier-ignore
      each.bought += count;
      figures.get(each)?.push(measured);
    }
  }
  for (const { bench, bought } of scaled) await checkPaidOnce(bench, bought + SHOPPERS_FOR_EACH);
  return [...figures].map(([{ variant }, each]) => ({ ...variant, ...medianPurchases(each) }));
}

const build = await buildWithoutLimits();
const databases = await FilledDatabases.make();
const scaled: Scaled[] = [];

async function stopAll() {
  for (const each of scaled.splice(0)) await each.stop();
  await databases.remove();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void stopAll().finally(() => process.exit(1)));
try {
  for (const variant of VARIANTS) scaled.push(await startScaled(variant, databases, build));
  const text = processesReport(await measure(scaled), { rounds, purchases });
  console.log(text);
  await writeReport(path.join(root, 'docs/benchmarks-processes.md'), text);
} finally {
  await stopAll();
}
