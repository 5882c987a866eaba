// SQLite only: npm run chaos has an option for PostgreSQL.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { buildThatDies } from '../chaos/fail-points.js';
import { IMPATIENCE } from '../chaos/impatience.js';
import type { RoundReport } from '../chaos/round.js';
import { startDatabases } from '../chaos/databases/start-databases.js';
import { runRounds } from '../chaos/run.js';
import { size } from '../support/size.js';

// In rounds, not in minutes: a busy machine plays as many of them as one that is quiet.
const ROUNDS = size('FOLIO_CHAOS_ROUNDS', { usual: 5, long: 30 });
/** One process of the shop, and two; in the first five rounds of each are a kill and a fail-point. */
const SEEDS = [17, 23];
const PATIENCE_MS = ROUNDS * 36_000;

describe('a shop to which everything happens at once', () => {
  let script: string;

  beforeAll(async () => {
    script = await buildThatDies('chaos-slice', [...IMPATIENCE]);
  });
  afterAll(() => rm(path.dirname(script), { recursive: true }));

  it.each(SEEDS.map((seed) => ({ seed })))(
    'agrees with Stripe once it is quiet again (npm run chaos -- --seed $seed)',
    async ({ seed }) => {
      const reports: RoundReport[] = [];
      const databases = await startDatabases('sqlite');

      await runRounds(
        { seed, from: 1, rounds: ROUNDS, minutes: Infinity, databases },
        script,
        (report) => reports.push(report),
      );

      const violations = reports.flatMap(({ plan: { round }, violations: all }) =>
        all.map((what) => `round ${round}: ${what}`),
      );
      expect(violations).toEqual([]);
      expect(reports.reduce((sum, { deaths }) => sum + deaths, 0)).toBeGreaterThan(0);
      expect(Math.min(...reports.map(({ operations }) => operations.ok))).toBeGreaterThanOrEqual(
        20,
      );
    },
    PATIENCE_MS,
  );
});
