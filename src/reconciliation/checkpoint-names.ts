import type { StripeAccountRef } from '../payments/payment.js';

/** When the last complete run ended, by this machine's clock. */
export const LAST_COMPLETED = 'reconciliation-completed';

/**
 * `events` and `payments`: how far Stripe's lists have been read, by Stripe's clock. `compared`: the
 * start of the last complete ledger check, by this machine's clock. Each Stripe account has its own.
 */
export type Checkpoint =
  typeof LAST_COMPLETED | `${'events' | 'payments' | 'compared'} of ${string}`;

export function listCheckpoint(
  list: 'events' | 'payments' | 'compared',
  { mode, account }: StripeAccountRef,
): Checkpoint {
  return `${list} of ${mode} ${account}`;
}
