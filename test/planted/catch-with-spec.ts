import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/program.js';
import type { Planted } from './plant.js';
import type { Verdict } from './verdict.js';

interface Results {
  numPassedTests: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

/**
 * Runs the spec against a copy without a bug, where it has to pass, and against the bug, where it has to fail. A spec that
 * cannot be run against a copy would fail there without noticing anything.
 */
export function catchWithSpec(
  bug: string,
  wanted: { spec: string; test: string },
  { env, folder }: Planted,
  unchanged: Planted,
): Verdict {
  const healthy = failures(wanted, unchanged.env, folder);
  if (healthy.length > 0) throw new Error(`Without the bug, too, it fails: ${healthy.join(', ')}`);
  const [first] = failures(wanted, env, folder);
  return { bug, isCaught: first !== undefined, by: first ?? `${wanted.spec} passes` };
}

function failures(
  { spec, test }: { spec: string; test: string },
  env: Record<string, string>,
  folder: string,
): string[] {
  const results = path.join(folder, 'results.json');
  rmSync(results, { force: true });
  const jest = [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    ...['node_modules/jest/bin/jest.js', '--silent', '--json'],
    ...['--selectProjects', 'e2e', 'int'],
    ...[`--outputFile=${results}`, '-t', test, '--', `/${spec}\\.(e2e|int)-spec`],
  ];
  const options = {
    cwd: root,
    env: { ...process.env, FOLIO_TEST_LONG: '1', ...env },
    stdio: 'ignore',
  } as const;
  spawnSync(process.execPath, jest, options);
  const { numPassedTests, testResults } = JSON.parse(readFileSync(results, 'utf8')) as Results;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  if (numPassedTests + failed.length === 0) throw new Error(`${spec} has no test “${test}”`);
  return failed.map(({ fullName }) => fullName);
}
