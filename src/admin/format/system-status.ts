import type { SystemStatus } from '../system-status.service.js';

const UNRECOVERED =
  'The database was restored from a backup, and later payments are not recovered yet: npm run orders -- recover';

export function formatSystemStatus(status: SystemStatus): string[] {
  const { lastReconciliationAt, deadLetters, waitingEvents, recoverySince } = status;
  const completed = lastReconciliationAt?.toISOString() ?? 'never';
  const count = deadLetters === 0 ? 'none' : `${deadLetters}: npm run orders -- review`;
  const waiting =
    waitingEvents === 0 ? '' : ` Events that wait to be tried again: ${waitingEvents}.`;
  const line = `Last reconciliation: ${completed}. Events that could not be processed: ${count}.${waiting}`;
  return recoverySince ? [line, UNRECOVERED] : [line];
}
