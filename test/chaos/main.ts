// `npm run chaos -- --seed N [--rounds R | --minutes M]`: breaks the shop on purpose, round after round.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from '../support/program.js';
import { type Arguments, readArguments } from './arguments.js';
import { type Condition, conditionNamed } from './conditions.js';
import { startDatabases } from './databases/start-databases.js';
import { buildThatDies } from './fail-points.js';
import { IMPATIENCE } from './impatience.js';
import type { RoundReport } from './round.js';
import { runRounds } from './run.js';
import { count, emptyTally, type Origin, originOf, type Tally } from './tally.js';

/** Of results from before there was a choice. */
const AT_FIRST = { database: 'sqlite' } as const;

function startingTally({ isAppending, results, fault, database }: Arguments): Tally {
  const origin: Origin = { commit: presentCommit(), database, condition: fault ?? null };
  if (!isAppending || !results || !existsSync(results)) return emptyTally(origin);
  const before = JSON.parse(readFileSync(results, 'utf8')) as Tally;
  const isSame = isDeepStrictEqual(originOf({ ...AT_FIRST, ...before }), origin);
  if (isSame) return { ...emptyTally(origin), ...before };
  throw new Error(`${results} is of another commit, --database or --fault: start another file`);
}

function presentCommit(): string | null {
  const git = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' });
  return git.status === 0 ? git.stdout.trim() : null;
}

function tell({ plan, operations, deaths, healedInMs, violations }: RoundReport, minutes: number) {
  const faults = plan.faults.map(({ kind }) => kind).join(', ');
  const seconds = (minutes * 60).toFixed(1);
  console.log(
    `round ${plan.round}: ${operations.ok} acknowledged, ${operations.unknown} unknown, ${deaths} deaths; ${faults}; ${seconds} s, healed in ${healedInMs} ms`,
  );
  for (const what of violations) console.log(`  VIOLATION: ${what}`);
  if (violations.length === 0) return;
  console.log(`  Again: npm run chaos -- --seed ${plan.seed} --from ${plan.round} --rounds 1 (with the same --database and --fault)`); // prettier-ignore
}

async function play(wanted: Arguments, condition: Condition): Promise<Tally> {
  const tally = startingTally(wanted);
  const from = wanted.isAppending ? (tally.seeds[wanted.seed] ?? 0) + 1 : wanted.from;
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());
  console.log(`seed ${wanted.seed}`);
  const script = await buildThatDies(`chaos-${process.pid}`, [...IMPATIENCE]);
  const databases = await startDatabases(wanted.database);
  const run = { ...wanted, from, condition, databases, signal: ending.signal };
  try {
    await runRounds(run, script, (report, minutes) => {
      count(tally, report, minutes);
      tell(report, minutes);
      if (wanted.isUntilViolation && report.violations.length > 0) ending.abort();
      if (wanted.results) writeFileSync(wanted.results, `${JSON.stringify(tally, null, 2)}\n`);
    });
  } finally {
    rmSync(path.dirname(script), { recursive: true });
    await databases.close();
  }
  return tally;
}

async function main(): Promise<void> {
  const wanted = readArguments(process.argv.slice(2));
  const condition = conditionNamed(wanted.fault);
  try {
    const { rounds, violations, minutes } = await play(wanted, condition);
    console.log(
      `${rounds} rounds in ${minutes.toFixed(1)} minutes, ${violations.length} violations`,
    );
    process.exitCode = violations.length > 0 ? 1 : 0;
  } finally {
    condition.end();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
