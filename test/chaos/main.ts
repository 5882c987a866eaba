// `npm run chaos -- --seed N [--rounds R | --minutes M]`: breaks the shop on purpose, round after round.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readArguments } from './arguments.js';
import { buildThatDies } from './fail-points.js';
import { IMPATIENCE } from './impatience.js';
import type { RoundReport } from './round.js';
import { runRounds } from './run.js';
import { count, emptyTally, type Tally } from './tally.js';

const wanted = readArguments(process.argv.slice(2));
const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
const tally = startingTally();
const from = wanted.isAppending ? (tally.seeds[wanted.seed] ?? 0) + 1 : wanted.from;

function startingTally(): Tally {
  if (!wanted.isAppending || !wanted.results || !existsSync(wanted.results))
    return emptyTally(commit);
  const before = JSON.parse(readFileSync(wanted.results, 'utf8')) as Tally;
  return { ...emptyTally(commit), ...before, commit };
}

function tell({ plan, operations, deaths, healedInMs, violations }: RoundReport, minutes: number) {
  const faults = plan.faults.map(({ kind }) => kind).join(', ');
  const seconds = (minutes * 60).toFixed(1);
  console.log(
    `round ${plan.round}: ${operations.ok} acknowledged, ${operations.unknown} unknown, ${deaths} deaths; ${faults}; ${seconds} s, healed in ${healedInMs} ms`,
  );
  for (const what of violations) console.log(`  VIOLATION: ${what}`);
  if (violations.length === 0) return;
  console.log(`  Again: npm run chaos -- --seed ${plan.seed} --from ${plan.round} --rounds 1`);
}

function keep() {
  if (wanted.results) writeFileSync(wanted.results, `${JSON.stringify(tally, null, 2)}\n`);
}

const ending = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());

console.log(`seed ${wanted.seed}`);
const script = await buildThatDies(`chaos-${process.pid}`, [...IMPATIENCE]);
try {
  await runRounds({ ...wanted, from, signal: ending.signal }, script, (report, minutes) => {
    count(tally, report, minutes);
    tell(report, minutes);
    keep();
  });
} finally {
  rmSync(path.resolve(script, '../..'), { recursive: true });
}
const { rounds, violations, minutes } = tally;
console.log(`${rounds} rounds in ${minutes.toFixed(1)} minutes, ${violations.length} violations`);
process.exitCode = violations.length > 0 ? 1 : 0;
