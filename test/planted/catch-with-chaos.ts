import { rmSync } from 'node:fs';
import path from 'node:path';
import { buildThatDies } from '../chaos/fail-points.js';
import { IMPATIENCE } from '../chaos/impatience.js';
import { runRounds } from '../chaos/run.js';
import type { PlantedBug } from './bugs.js';
import type { Verdict } from './verdict.js';

const MOST_ROUNDS = 200;
const RUN = { seed: 1, from: 1, rounds: MOST_ROUNDS, minutes: 30 };

/** Rounds of chaos until one of them finds it. */
export async function catchWithChaos({ name, patches = [] }: PlantedBug): Promise<Verdict> {
  const script = await buildThatDies('planted-chaos', [...IMPATIENCE, ...patches]);
  const found = new AbortController();
  let rounds = 0;
  let by = `${MOST_ROUNDS} rounds of chaos found nothing`;
  let isCaught = false;
  try {
    await runRounds({ ...RUN, signal: found.signal }, script, (report) => {
      rounds += 1;
      isCaught = report.violations.length > 0;
      by = report.violations[0] ?? by;
      if (isCaught) found.abort();
    });
  } finally {
    rmSync(path.dirname(script), { recursive: true });
  }
  return { bug: name, isCaught, by, rounds };
}
