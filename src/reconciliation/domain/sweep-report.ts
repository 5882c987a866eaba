/** What one round did. */
export interface SweepReport {
  /** Orders that had moved at Stripe without the shop's knowing. */
  settled: number;
  /** Orders that had stopped before their PaymentIntent was written down. */
  resumed: number;
  expired: number;
  /** Events that no delivery had brought. */
  eventsReadBack: number;
  /** Second PaymentIntents of an order. */
  straysCanceled: number;
  /** New ones, for a person. */
  discrepancies: number;
  /** What could not be done, and is tried again by the next round. */
  failed: number;
  /** False when it ended early: Stripe is silent, or the shop closes. */
  isComplete: boolean;
}

export type Counted = Exclude<keyof SweepReport, 'isComplete'>;

export function emptyReport(): SweepReport {
  return {
    settled: 0,
    resumed: 0,
    expired: 0,
    eventsReadBack: 0,
    straysCanceled: 0,
    discrepancies: 0,
    failed: 0,
    isComplete: false,
  };
}

const WORDS: Record<Counted, string> = {
  settled: 'settled',
  resumed: 'resumed',
  expired: 'expired',
  eventsReadBack: 'events read back',
  straysCanceled: 'second PaymentIntents canceled',
  discrepancies: 'discrepancies found',
  failed: 'failed',
};

/** What is worth saying: "2 settled, 1 expired"; empty when nothing was to be done. */
export function tellReport(report: SweepReport): string {
  return Object.entries(WORDS)
    .map(([what, words]) => ({ count: report[what as Counted], words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`)
    .join(', ');
}
