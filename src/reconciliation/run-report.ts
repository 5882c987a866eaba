export interface RunReport {
  /** Orders whose state or ledger changed. */
  synced: number;
  /** Orders that had no PaymentIntent saved. */
  resumed: number;
  expired: number;
  /** Events from Stripe's list that had not been delivered. */
  eventsBackfilled: number;
  duplicatesCanceled: number;
  /** New ones only. */
  discrepancies: number;
  /** Items and checks, to be retried by the next run. */
  failed: number;
  /** False if items were skipped: on an outage, on shutdown or without the lease. */
  isComplete: boolean;
}

export type Counted = Exclude<keyof RunReport, 'isComplete'>;

export function emptyReport(): RunReport {
  return {
    synced: 0,
    resumed: 0,
    expired: 0,
    eventsBackfilled: 0,
    duplicatesCanceled: 0,
    discrepancies: 0,
    failed: 0,
    isComplete: false,
  };
}

const LABELS: Record<Counted, string> = {
  synced: 'synced',
  resumed: 'resumed',
  expired: 'expired',
  eventsBackfilled: 'events backfilled',
  duplicatesCanceled: 'duplicate payments canceled',
  discrepancies: 'discrepancies found',
  failed: 'failed',
};

/** Such as "2 synced, 1 expired"; empty if nothing was done. */
export function formatReport(report: RunReport): string {
  return Object.entries(LABELS)
    .map(([what, label]) => ({ count: report[what as Counted], label }))
    .filter(({ count }) => count > 0)
    .map(({ count, label }) => `${count} ${label}`)
    .join(', ');
}
