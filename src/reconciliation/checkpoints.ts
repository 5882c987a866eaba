import type { StripeAccountRef } from '../payments/payment.js';

/** When the last whole round of the sweeper ended, by this machine's clock. */
export const LAST_COMPLETED = 'reconciliation-completed';

/**
 * How far something has come. Of Stripe's lists it is told by Stripe's clock what they were read to;
 * another Stripe account has lists of its own. `compared` is by this machine's clock, as what it
 * compares is.
 */
export type Checkpoint =
  typeof LAST_COMPLETED | `${'events' | 'payments' | 'compared'} of ${string}`;

export function listCheckpoint(
  list: 'events' | 'payments' | 'compared',
  { mode, account }: StripeAccountRef,
): Checkpoint {
  // prettier-ignore
  return `${list} of ${mode} ${account}`;
}
