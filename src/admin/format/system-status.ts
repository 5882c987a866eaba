import type { SystemStatus } from '../system-status.service.js';

const UNRECOVERED =
  'The database was restored from a backup, and what it has missed was not read from Stripe yet: npm run orders -- recover';

export function formatSystemStatus(status: SystemStatus): string[] {
  const { lastSweepEndedAt, parkedEvents, recoverSince } = status;
  const sweep = lastSweepEndedAt?.toISOString() ?? 'never';
  const count = parkedEvents === 0 ? 'none' : `${parkedEvents}: npm run orders -- review`;
  const line = `Last sweep ended: ${sweep}. Events that could not be applied: ${count}.`;
  return recoverSince ? [line, UNRECOVERED] : [line];
}

export function systemStatusToJson(status: SystemStatus) {
  return {
    last_sweep_ended_at: status.lastSweepEndedAt,
    parked_events: status.parkedEvents,
    recover_since: status.recoverSince,
  };
}
