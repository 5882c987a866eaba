import type { Patch } from '../../sandbox/test/support/patch.js';

/** For more posts in a minute than all honest shoppers together send. */
export const WITHOUT_LIMITS: Patch = {
  file: 'web/limits/limits.js',
  find: /times: [\d_]+, seconds: MINUTE/g,
  replace: 'times: 1_000_000, seconds: MINUTE',
};

/** For faults of single calls: so many of them together would be a Stripe that is down. */
export const WITHOUT_BREAKER: Patch = {
  file: 'payments/breaker.js',
  find: 'OPENS_AFTER = 10',
  replace: 'OPENS_AFTER = Infinity',
};

/** Dies without a word where the source says `// fail-point: NAME`. */
export function dieAt(failPoint: string, file: string): Patch {
  return {
    file,
    find: `// fail-point: ${failPoint}`,
    replace: `process.kill(process.pid, 'SIGKILL');`,
  };
}
