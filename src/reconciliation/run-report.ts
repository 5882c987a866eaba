/** What a run did. */
export class RunReport {
  /** Orders whose state or ledger changed. */
  synced = 0;
  /** Orders that had no PaymentIntent saved. */
  resumed = 0;
  expired = 0;
  /** Events from Stripe's list that had not been delivered. */
  eventsBackfilled = 0;
  duplicatesCanceled = 0;
  /** New ones only. */
  discrepancies = 0;
  /** Items and checks, to be retried by the next run. */
  failed = 0;
  /** False if items were skipped: on an outage, on shutdown or without the lease. */
  isComplete = false;
}

export type Counted = Exclude<keyof RunReport, 'isComplete'>;

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
