import type { StripeHome } from '../../payments/domain/payment.js';

/** When the last whole round of the sweeper ended, by this machine's clock. */
export const SWEEP_ENDED = 'sweep-ended';

/**
 * How far something has come. Of Stripe's lists it is told by Stripe's clock what they were read to;
 * another Stripe account has lists of its own. `compared` is by this machine's clock, as what it
 * compares is.
 */
export type Milestone = typeof SWEEP_ENDED | `${'events' | 'payments' | 'compared'} of ${string}`;

export function listMilestone(
  list: 'events' | 'payments' | 'compared',
  { mode, account }: StripeHome,
): Milestone {
  // prettier-ignore
  return `${list} of ${mode} ${account}`;
}
