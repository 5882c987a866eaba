import type { ReconciliationRun } from '../reconciliation-run.js';

/** One part of a reconciliation run. */
export interface Check {
  /** For the log, such as `Stripe’s list of events`. */
  name: string;
  run: (run: ReconciliationRun) => Promise<void>;
}

/** The injection token of the checks, in the order in which they run. */
export const CHECKS = Symbol('CHECKS');

/** Names an item in the log. */
export const orderLabel = ({ number }: { number: number }) => `Order ${number}`;
export const paymentLabel = (payment: { paymentIntentId: string }) =>
  `Payment ${payment.paymentIntentId}`;
