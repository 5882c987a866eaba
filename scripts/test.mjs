// `npm test`: prepares what is missing and runs every test. Arguments go to Jest.
// `npm run test:long` is this with --long: more random histories. `npm run test:postgres` is this with --postgres: the
// end-to-end tests, with the shop on PostgreSQL, and with --shops=2 each shop as two processes behind one address.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { specsNotRun } from '../test/support/specs-not-run.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';

/**
 * The fields of Jest's `--json` that are used.
 * @typedef {{
 *   testResults: { assertionResults: { status: string, fullName: string }[] }[],
 *   numPassedTests: number,
 *   numFailedTests: number,
 *   numPendingTests: number,
 *   numRuntimeErrorTestSuites: number,
 * }} JestResults
 */

const results = path.join(root, '.test/results.json');
// With -t, everything else counts as skipped.
const MAX_NAMED = 20;
const args = process.argv.slice(2);
const isOnPostgres = args.includes('--postgres');
const shops = args.find((arg) => arg.startsWith('--shops='))?.slice('--shops='.length);
const env = {
  ...process.env,
  ...(args.includes('--long') && { FOLIO_TEST_LONG: '1' }),
  ...(isOnPostgres && { FOLIO_TEST_DATABASE: 'postgresql' }),
  ...(shops && { FOLIO_TEST_SHOPS: shops }),
};
const forJest = [
  ...args.filter((arg) => !/^--(long|postgres|shops=.*)$/.test(arg)),
  ...(isOnPostgres ? ['--selectProjects', 'e2e'] : []),
];

await main(async () => {
  await prepareProgram();
  await mkdir(path.dirname(results), { recursive: true });
  await rm(results, { force: true });
  const { status } = spawnSync(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      path.join(root, 'node_modules/jest/bin/jest.js'),
      '--json',
      `--outputFile=${results}`,
      ...forJest,
    ],
    {
      cwd: root,
      env,
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  if (!existsSync(results)) throw new Error('The tests were not run: see above.');
  /** @type {JestResults} */
  const jestResults = JSON.parse(readFileSync(results, 'utf8'));
  for (const { name, reason } of specsNotRun(env)) console.log(`not run: ${name}: ${reason}`);
  for (const name of skipped(jestResults).slice(0, MAX_NAMED)) console.log(`skipped: ${name}`);
  console.log(summary(jestResults));
  return status ?? 1;
});

/**
 * The names of skipped tests, which say why.
 * @param {JestResults} results
 */
function skipped({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName);
}

/** @param {JestResults} results */
function summary({ numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
  // A suite that did not load counts as one failed test.
  const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
  return numPendingTests > 0 ? `${line}, ${numPendingTests} skipped` : line;
}
