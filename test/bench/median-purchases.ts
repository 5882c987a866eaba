import { percentile } from './median.js';
import type { PurchaseFigures } from './purchases.js';

/** Of each figure by itself. */
export function medianPurchases(rounds: readonly PurchaseFigures[]): PurchaseFigures {
  const medianOf = (key: keyof PurchaseFigures) =>
    percentile(
      rounds.map((round) => round[key]),
      50,
    );
  return {
    atOnce: medianOf('atOnce'),
    perSecond: medianOf('perSecond'),
    p50Ms: medianOf('p50Ms'),
    p99Ms: medianOf('p99Ms'),
    cpuMs: medianOf('cpuMs'),
  };
}
