import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { buildThatDies } from '../chaos/fail-points.js';
import { IMPATIENCE } from '../chaos/impatience.js';
import type { RoundReport } from '../chaos/round.js';
import { runRounds } from '../chaos/run.js';

const MINUTES = Number(process.env['FOLIO_CHAOS_MINUTES'] ?? 1);
/** One process of the shop, and two; the first round of each kills one, and others set fail-points. */
const SEEDS = [17, 23];
const PATIENCE_MS = 180_000;

describe('a shop to which everything happens at once', () => {
  let script: string;

  beforeAll(async () => {
    script = await buildThatDies('chaos-slice', [...IMPATIENCE]);
  });
  afterAll(() => rm(path.resolve(script, '../..'), { recursive: true }));

  it.each(SEEDS.map((seed) => ({ seed })))(
    'agrees with Stripe once it is quiet again (npm run chaos -- --seed $seed)',
    async ({ seed }) => {
      const reports: RoundReport[] = [];

      await runRounds(
        { seed, from: 1, rounds: Infinity, minutes: MINUTES / SEEDS.length },
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
