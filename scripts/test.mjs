// `npm test`: prepares what is missing and runs every test. Arguments go to Jest.
// `npm run test:long`, which is this with --long, tries more of what chance decides.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';

/**
 * What is read of Jest's `--json`.
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
const MOST_NAMED = 20;
const [forJest, isLong] = withoutFlag('--long', process.argv.slice(2));

await main(async () => {
  await prepareProgram();
  await mkdir(path.dirname(results), { recursive: true });
  await rm(results, { force: true });
  const temporary = await temporaryFolder();
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
      env: {
        ...process.env,
        ...(isLong && { FOLIO_TEST_LONG: '1' }),
        ...{ TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      },
      stdio: ['inherit', 'ignore', 'inherit'],
    },
  );
  await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  if (!existsSync(results)) throw new Error('The tests were not run: see above.');
  /** @type {JestResults} */
  const counted = JSON.parse(readFileSync(results, 'utf8'));
  for (const name of skipped(counted).slice(0, MOST_NAMED)) console.log(`skipped: ${name}`);
  console.log(closingLine(counted));
  return status ?? 1;
});

/**
 * @param {string} flag
 * @param {string[]} words
 * @returns {[others: string[], wasThere: boolean]}
 */
function withoutFlag(flag, words) {
  const others = words.filter((word) => word !== flag);
  return [others, others.length < words.length];
}

/** For whatever the tests put into the temporary folder: it goes with the run. */
async function temporaryFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'folio-tests-'));
  // A test that becomes somebody else has to get into what it made there.
  await chmod(folder, 0o755);
  return folder;
}

/**
 * What is skipped has its reason in its name.
 * @param {JestResults} results
 */
function skipped({ testResults }) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  return tests.filter(({ status }) => status === 'pending').map(({ fullName }) => fullName);
}

/** @param {JestResults} results */
function closingLine({
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numRuntimeErrorTestSuites,
}) {
  // A suite that did not even load ran none of its tests: it counts as one that failed.
  const line = `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;
  return numPendingTests > 0 ? `${line}, ${numPendingTests} skipped` : line;
}
