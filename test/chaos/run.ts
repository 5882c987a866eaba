import { type Condition, conditionNamed } from './conditions.js';
import type { ChaosDatabases } from './databases/databases.js';
import { planRound, planStage, ROUNDS_A_STAGE, type RoundPlan } from './plan.js';
import { type RoundReport, runRound } from './round.js';
import { Stage } from './stage.js';

export interface Run {
  seed: number;
  from: number;
  rounds: number;
  minutes: number;
  /** Ends it after the round at hand. */
  signal?: AbortSignal;
  condition?: Condition;
  databases: ChaosDatabases;
}

function kills({ faults }: RoundPlan): boolean {
  return faults.some(({ kind }) => kind === 'kill' || kind === 'kill-at');
}

/** Round after round, each told of when it is over. A violation is given a fresh start. */
export async function runRounds(
  { seed, from, rounds, minutes, signal, condition = conditionNamed(undefined), databases }: Run,
  shopScript: string,
  onRound: (report: RoundReport, tookMinutes: number) => void,
): Promise<void> {
  const deadline = performance.now() + minutes * 60_000;
  const isOver = (round: number) =>
    round >= from + rounds || performance.now() >= deadline || signal?.aborted === true;
  let next = from;
  while (!isOver(next)) {
    const { shopEnv, shops } = planStage(seed, next, databases.kind);
    const stage = await Stage.open(shopScript, {
      databases,
      name: `seed-${seed}-from-${next}`,
      folder: condition.folder,
      shopEnv: { ...shopEnv, ...condition.shopEnv },
      shops,
    });
    const first = next;
    const play = async (): Promise<boolean> => {
      const started = performance.now();
      if (kills(planRound(seed, next + 1))) stage.supervisor.prepare();
      const plan = planRound(seed, next);
      plan.faults.push(...condition.faults(seed, next), ...databases.faults(seed, next));
      const report = await runRound(stage, plan);
      onRound(report, (performance.now() - started) / 60_000);
      next += 1;
      return report.violations.length === 0;
    };
    await playUntil(
      stage,
      play,
      () => isOver(next) || (next > first && next % ROUNDS_A_STAGE === 1),
    );
  }
}

async function playUntil(stage: Stage, play: () => Promise<boolean>, isOver: () => boolean) {
  let isSound = true;
  try {
    while (isSound && !isOver()) isSound = await play();
  } finally {
    await stage.close();
  }
  if (isSound) stage.forget();
}
