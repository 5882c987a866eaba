// Long enough to be Stripe's own: keys made up for a sandbox are shorter.
const OF_STRIPE = /^(sk|rk)_test_\w{24,}$/;

/** Its publishable one, or null without one. */
export function testModePublishableKey(env: Record<string, string | undefined>): string | null {
  const key = env['STRIPE_PUBLISHABLE_KEY'] ?? '';
  return key.startsWith('pk_test_') ? key : null;
}

/** The key with which the contract is held against Stripe's test mode too, or null without one. */
export function testModeKey(env: Record<string, string | undefined>): string | null {
  const key = env['STRIPE_SECRET_KEY'] ?? '';
  if (/^(sk|rk)_live_/.test(key)) {
    throw new Error(
      'STRIPE_SECRET_KEY is a live key, and the tests create, charge and refund payments. Give them one that begins with sk_test_.',
    );
  }
  return OF_STRIPE.test(key) ? key : null;
}
