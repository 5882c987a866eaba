import { describe, expect, it } from '@jest/globals';
import { RUNS_ON_POSTGRES } from './runs-on-postgres.js';

const reason = process.env['FOLIO_TEST_NO_POSTGRES'];

/** The URL of a migrated PostgreSQL database without a row in it, or of one without a table. Goes with the spec. */
export async function freshPostgres({ isEmpty = false } = {}): Promise<string> {
  const { testPath } = expect.getState();
  const asked = { worker: process.env['JEST_WORKER_ID'], spec: testPath, isEmpty };
  const broker = process.env['FOLIO_TEST_POSTGRES'] ?? '';
  const response = await fetch(broker, { method: 'POST', body: JSON.stringify(asked) });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return answer;
}

/** Skipped, with the reason in its name, where there is no PostgreSQL. */
export function describeOnPostgres(name: string, tests: () => void): void {
  if (reason === undefined) describe(name, tests);
  else describe.skip(`${name}: ${reason}`, tests);
}

/** A test of what only SQLite has. It is skipped, with the reason in its name, in `npm run test:postgres`. */
export function itOnSqlite(reason: string, name: string, test: () => Promise<void>): void {
  if (RUNS_ON_POSTGRES) it.skip(`${name} (SQLite only: ${reason})`, test);
  else it(name, test);
}
