import { planRound } from './plan.js';
import { type RoundReport, runRound } from './round.js';
import { Stage } from './stage.js';

/** So many rounds share a shop and a Stripe: what one leaves behind, the next ones meet. */
const ROUNDS_A_STAGE = 10;

export interface Run {
  seed: number;
  from: number;
  rounds: number;
  minutes: number;
}

/** Round after round, each told of when it is over. A violation is given a fresh start; `stop` ends it. */
export async function runRounds(
  { seed, from, rounds, minutes }: Run,
  shopScript: string,
  onRound: (report: RoundReport, tookMinutes: number) => unknown,
): Promise<void> {
  const deadline = performance.now() + minutes * 60_000;
  let isStopped = false;
  const isOver = (round: number) =>
    isStopped || round >= from + rounds || performance.now() >= deadline;
  for (let round = from; !isOver(round);) {
    const stage = await Stage.open(shopScript, `seed-${seed}-from-${round}`);
    const last = round + ROUNDS_A_STAGE;
    let isSound = true;
    try {
      for (; isSound && round < last && !isOver(round); round += 1) {
        const started = performance.now();
        const report = await runRound(stage, planRound(seed, round));
        isSound = report.violations.length === 0;
        isStopped = onRound(report, (performance.now() - started) / 60_000) === 'stop';
      }
    } finally {
      await stage.close();
    }
    if (isSound) stage.forget();
  }
}
