import type { Patch } from '../../sandbox/test/support/patch.js';

/** For how long the shop uses an answer of Stripe's, here. */
export const STALE_MS = 150;

const pause = (file: string, name: string, usual: string, here: number): Patch => ({
  file,
  find: `${name} = ${usual};`,
  replace: `${name} = ${here};`,
});

/** The same code with shorter pauses between one try and the next. */
export const SHORT_PAUSES: readonly Patch[] = [
  pause('payments/resilience/throttled-fetcher.js', 'INTERVAL_MS', '2_000', STALE_MS),
  pause('payments/stripe/stripe-request-executor.js', 'FIRST_PAUSE_MS', '300', 40),
  pause('payments/resilience/circuit-breaker.js', 'OPEN_MS', '2_000', 200),
  pause('webhooks/webhooks.service.js', 'ABANDONED_AFTER_MS', '30_000', 1_000),
  pause('webhooks/webhook-retry.service.js', 'EVERY_MS', '15_000', 200),
  pause('database/lease/lease.service.js', 'LEASE_MS', '10_000', 1_500),
  pause('database/lease/lease.service.js', 'RENEW_EVERY_MS', '3_000', 400),
  pause('mail/mail.scheduler.js', 'EVERY_MS', '1_000', 100),
  pause('mail/outbox.repository.js', 'CLAIM_MS', '120_000', 1_500),
  pause('mail/domain/next-attempt.js', 'FIRST_DELAY_MS', '30_000', 150),
  pause('webhooks/next-attempt.js', 'FIRST_DELAY_MS', '15_000', 150),
];

/** And with less patience for an answer: a round is over in a second, and the second tries are in it. */
export const IMPATIENCE: readonly Patch[] = [
  ...SHORT_PAUSES,
  pause('payments/stripe/stripe-request-executor.js', 'ATTEMPT_MS', '2_500', 700),
];
