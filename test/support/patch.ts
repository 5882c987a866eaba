import type { Patch } from '../../sandbox/test/support/patch.js';

/** For more posts in a minute than all honest shoppers together send. */
export const WITHOUT_LIMITS: Patch = {
  file: 'post-limits.js',
  find: /times: [\d_]+, seconds: MINUTE/g,
  replace: 'times: 1_000_000, seconds: MINUTE',
};

/** For faults of single calls: so many of them together would be a Stripe that is down. */
export const WITHOUT_BREAKER: Patch = {
  file: 'payments/resilience/circuit-breaker.js',
  find: 'FAILURE_THRESHOLD = 10',
  replace: 'FAILURE_THRESHOLD = Infinity',
};

/**
 * Three quarters of the time that a page has for Stripe. A page that keeps to it has four seconds left of
 * ten for its own work, on whatever machine, and one that takes it twice needs more than ten.
 */
export const SHORTER_DEADLINE: readonly Patch[] = [
  {
    file: 'payments/resilience/deadline.js',
    find: 'PAGE_DEADLINE_MS = 8_000',
    replace: 'PAGE_DEADLINE_MS = 6_000',
  },
  {
    file: 'payments/stripe/stripe-request-executor.js',
    find: 'ATTEMPT_MS = 2_500',
    replace: 'ATTEMPT_MS = 1_900',
  },
  {
    file: 'payments/stripe/stripe-request-executor.js',
    find: 'FIRST_PAUSE_MS = 300',
    replace: 'FIRST_PAUSE_MS = 225',
  },
];

/** Dies without a word where the source says `// fail-point: NAME`. */
export function dieAt(failPoint: string, file: string): Patch {
  return {
    file,
    find: `// fail-point: ${failPoint}`,
    replace: `process.kill(process.pid, 'SIGKILL');`,
  };
}
