import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tally } from '../chaos/tally.js';
import { root } from '../support/program.js';
import type { Planted } from './plant.js';
import type { Verdict } from './verdict.js';

const MOST_ROUNDS = 60;
const PROGRAM = path.join(root, 'test/chaos/main.ts');

/** Rounds of chaos until one of them finds it. */
export function catchWithChaos(bug: string, { env, folder }: Planted): Verdict {
  const results = path.join(folder, 'chaos.json');
  const what = ['--seed', '1', '--rounds', String(MOST_ROUNDS), '--until-violation'];
  spawnSync(process.execPath, ['--import', 'tsx', PROGRAM, ...what, '--results', results], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  const { rounds, violations } = JSON.parse(readFileSync(results, 'utf8')) as Tally;
  const [first] = violations;
  return {
    bug,
    isCaught: first !== undefined,
    by: first?.what ?? 'no violation',
    rounds,
  };
}
