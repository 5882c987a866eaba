import type { Upkeep } from '../open-matters.service.js';

/** Whether the shop looks after itself. `recoverSince`: of a recovery that did not end. */
export function tellUpkeep({ lastSweepEndedAt, parkedEvents }: Upkeep, recoverSince: Date | null) {
  const swept = lastSweepEndedAt?.toISOString() ?? 'never';
  const count = parkedEvents === 0 ? 'none' : `${parkedEvents}: npm run orders -- review`;
  const line = `Last sweep ended: ${swept}. Events that could not be applied: ${count}.`;
  return {
    lines: recoverSince ? [line, UNRECOVERED] : [line],
    json: {
      last_sweep_ended_at: lastSweepEndedAt,
      parked_events: parkedEvents,
      recover_since: recoverSince,
    },
    isWell: parkedEvents === 0 && recoverSince === null,
  };
}

const UNRECOVERED =
  'The records were restored, and Stripe was not asked for all that they have lost: npm run orders -- recover';
