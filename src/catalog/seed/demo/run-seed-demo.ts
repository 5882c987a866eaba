import { once } from 'node:events';
import { loadEnv } from '../../../config/load-env.js';
import { runSeed } from '../run-seed.js';
import { demoCsv, demoSource } from './demo-source.js';

const PRINT = '--print';
const MAX_COUNT = 10_000_000;
const USAGE = `npm run seed:demo -- COUNT [options]     imports that many books, up to ${MAX_COUNT}, for tests of a large shop
  --print              writes them to standard output instead, as CSV
Other options are those of npm run seed.`;

/** The command `npm run seed:demo`. Returns the exit code. */
export async function runSeedDemo([count = '', ...options]: string[]): Promise<number> {
  const books = /^\d{1,8}$/.test(count) ? Number(count) : 0;
  if (books < 1 || books > MAX_COUNT) {
    console.error(USAGE);
    return 1;
  }
  const { currency } = loadEnv();
  if (!options.includes(PRINT)) return runSeed(options, [demoSource(books, currency)]);
  for (const chunk of demoCsv(books, currency)) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
  }
  return 0;
}
