// `npm run planted-bugs [-- NAME] [--chaos]`: puts each bug into a copy and sees whether it is noticed.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../support/program.js';
import { type PlantedBug, PLANTED_BUGS } from './bugs.js';
import { catchWithChaos } from './catch-with-chaos.js';
import { catchWithSpec } from './catch-with-spec.js';
import { plant, type Planted } from './plant.js';
import type { Verdict } from './verdict.js';

const { values, positionals } = parseArgs({
  options: { chaos: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [wanted] = positionals;
const bugs = PLANTED_BUGS.filter(({ name }) => wanted === undefined || name.includes(wanted));
if (bugs.length === 0) throw new Error(`No planted bug has “${wanted ?? ''}” in its name.`);

async function judge(bug: PlantedBug, unchanged: Planted): Promise<Verdict> {
  const planted = await plant(bug);
  try {
    return values.chaos
      ? catchWithChaos(bug.name, planted)
      : catchWithSpec(bug.name, bug.caughtBy, planted, unchanged);
  } finally {
    rmSync(planted.folder, { recursive: true, force: true });
  }
}

function tell({ bug, isCaught, by, rounds }: Verdict) {
  const after = rounds === undefined ? '' : `, ${rounds} rounds`;
  console.log(`${isCaught ? 'caught' : 'MISSED'}: ${bug} (${by}${after})`);
}

const unchanged = await plant({ name: 'no bug' });
const verdicts: Verdict[] = [];
for (const bug of bugs) {
  const verdict = await judge(bug, unchanged);
  verdicts.push(verdict);
  tell(verdict);
}
rmSync(unchanged.folder, { recursive: true, force: true });

const results = path.join(import.meta.dirname, values.chaos ? 'chaos.json' : 'results.json');
if (wanted === undefined) writeFileSync(results, `${JSON.stringify(verdicts, null, 2)}\n`);
const caught = verdicts.filter(({ isCaught }) => isCaught).length;
console.log(
  `${caught} of ${verdicts.length} planted bugs caught, see ${path.relative(root, results)}`,
);
// Chaos need not find each of them: the specs do.
process.exitCode = values.chaos || caught === verdicts.length ? 0 : 1;
