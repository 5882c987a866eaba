import type { DatabaseKind } from './databases/databases.js';
import { FAIL_POINTS, type FailPoint } from './fail-points.js';
import { FAULT_KINDS, type FaultKind } from './faults.js';
import { LEAST_ACKNOWLEDGED, type RoundReport } from './round.js';

interface Violation {
  seed: number;
  round: number;
  what: string;
}

/** What is known of all rounds so far. */
export interface Tally {
  rounds: number;
  minutes: number;
  operations: Record<'ok' | 'fail' | 'unknown', number>;
  /** Of the round with the fewest. */
  fewestAcknowledged: number;
  /** Rounds with fewer than `LEAST_ACKNOWLEDGED`. */
  belowLeast: number;
  faults: Record<FaultKind, number>;
  /** Rounds that two processes of the shop shared. */
  withTwoShops: number;
  deaths: number;
  killsByFailPoint: Record<FailPoint, number>;
  /** Rounds by how long it took, once the faults had ended, until both books agreed. */
  healedWithinMs: Record<string, number>;
  violations: Violation[];
  /** Zero in N bounds the true rate: below 3/N, with 95 % confidence. */
  failureRateBelow: number | null;
  /** By seed: its last round. The next run goes on from there. */
  seeds: Record<string, number>;
  /** All rounds are of one commit and met one condition. Null: there is no git to say so. */
  commit: string | null;
  database: DatabaseKind;
  /** The --fault; null without one. */
  condition: string | null;
}

export type Origin = Pick<Tally, 'commit' | 'database' | 'condition'>;

export const originOf = ({ commit, database, condition }: Origin): Origin => ({
  commit,
  database,
  condition,
});

const HEALED_MS = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, Infinity];

const zeros = <K extends string>(names: readonly K[]) =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;

export function emptyTally(origin: Origin): Tally {
  return {
    rounds: 0,
    minutes: 0,
    operations: { ok: 0, fail: 0, unknown: 0 },
    fewestAcknowledged: Infinity,
    belowLeast: 0,
    faults: zeros(FAULT_KINDS),
    withTwoShops: 0,
    deaths: 0,
    killsByFailPoint: zeros(FAIL_POINTS),
    healedWithinMs: zeros(HEALED_MS.map(String)),
    violations: [],
    failureRateBelow: null,
    seeds: {},
    ...origin,
  };
}

export function count(tally: Tally, report: RoundReport, minutes: number): void {
  const { plan, operations, violations } = report;
  tally.rounds += 1;
  tally.minutes += minutes;
  tally.operations.ok += operations.ok;
  tally.operations.fail += operations.fail;
  tally.operations.unknown += operations.unknown;
  tally.fewestAcknowledged = Math.min(tally.fewestAcknowledged, operations.ok);
  if (operations.ok < LEAST_ACKNOWLEDGED) tally.belowLeast += 1;
  if (report.shops === 2) tally.withTwoShops += 1;
  tally.deaths += report.deaths;
  for (const fault of plan.faults) countFault(tally, fault, report.hasDiedThere);
  const bucket = String(HEALED_MS.find((most) => report.healedInMs <= most));
  tally.healedWithinMs[bucket] = (tally.healedWithinMs[bucket] ?? 0) + 1;
  tally.violations.push(
    ...violations.map((what) => ({ seed: plan.seed, round: plan.round, what })),
  );
  tally.failureRateBelow = tally.violations.length === 0 ? 3 / tally.rounds : null;
  tally.seeds[plan.seed] = Math.max(tally.seeds[plan.seed] ?? 0, plan.round);
}

function countFault(tally: Tally, fault: RoundReport['plan']['faults'][number], hasDied: boolean) {
  tally.faults[fault.kind] += 1;
  if (fault.kind === 'kill-at' && hasDied) tally.killsByFailPoint[fault.failPoint] += 1;
}
