// `npm run planted-bugs [-- NAME]`: puts each bug into a copy of the build and sees that it is caught.
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/program.js';
import { PLANTED_BUGS } from './bugs.js';
import { catchWithChaos } from './catch-with-chaos.js';
import { catchWithSpec } from './catch-with-spec.js';
import { plant } from './plant.js';
import type { Verdict } from './verdict.js';

const RESULTS = path.join(import.meta.dirname, 'results.json');
const wanted = process.argv[2];
const bugs = PLANTED_BUGS.filter(({ name }) => wanted === undefined || name.includes(wanted));
if (bugs.length === 0) throw new Error(`No planted bug has “${wanted ?? ''}” in its name.`);

const verdicts: Verdict[] = [];
for (const bug of bugs) {
  const planted = await plant(bug);
  try {
    const verdict =
      bug.caughtBy === 'chaos'
        ? await catchWithChaos(bug)
        : catchWithSpec(bug.name, bug.caughtBy, planted);
    verdicts.push(verdict);
    console.log(`${verdict.isCaught ? 'caught' : 'MISSED'}: ${bug.name} (${verdict.by})`);
  } finally {
    rmSync(planted.folder, { recursive: true, force: true });
  }
}

const caught = verdicts.filter(({ isCaught }) => isCaught).length;
if (wanted === undefined) writeFileSync(RESULTS, `${JSON.stringify(verdicts, null, 2)}\n`);
console.log(
  `${caught} of ${verdicts.length} planted bugs caught, see ${path.relative(root, RESULTS)}`,
);
process.exitCode = caught === verdicts.length ? 0 : 1;
