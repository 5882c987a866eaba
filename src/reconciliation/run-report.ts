/** What one round did. */
export interface RunReport {
  /** Orders that had moved at Stripe without the shop's knowing. */
  settled: number;
  /** Orders that had stopped before their PaymentIntent was written down. */
  resumed: number;
  expired: number;
  /** Events that no delivery had brought. */
  eventsBackfilled: number;
  /** Second PaymentIntents of an order. */
  duplicatesCanceled: number;
  /** New ones, for a person. */
  discrepancies: number;
  /** What could not be done, and is tried again by the next round. */
  failed: number;
  /** False when it ended early: Stripe is silent, or the shop closes. */
  isComplete: boolean;
}

export type Counted = Exclude<keyof RunReport, 'isComplete'>;

export function emptyReport(): RunReport {
  return {
    settled: 0,
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
  settled: 'settled',
  resumed: 'resumed',
  expired: 'expired',
  eventsBackfilled: 'events read back',
  duplicatesCanceled: 'second PaymentIntents canceled',
  discrepancies: 'discrepancies found',
  failed: 'failed',
};

/** What is worth saying: "2 settled, 1 expired"; empty when nothing was to be done. */
export function formatReport(report: RunReport): string {
  return Object.entries(LABELS)
    .map(([what, words]) => ({ count: report[what as Counted], words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}
