import { describe, expect, it } from '@jest/globals';
import { stripeEnv, stripeProblems } from './stripe-env.js';
import { Variables } from './env.variables.js';

const TEST_KEYS = { STRIPE_SECRET_KEY: 'sk_test_abc', STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' };
const LIVE_KEYS = { STRIPE_SECRET_KEY: 'sk_live_abc', STRIPE_PUBLISHABLE_KEY: 'pk_live_abc' };
const ANOTHER_STRIPE = {
  STRIPE_API_BASE: 'http://127.0.0.1:12111',
  STRIPE_JS_URL: 'http://127.0.0.1:12111/js/endive/stripe.js',
};

const of = (raw: Record<string, string>) =>
  stripeEnv(Variables.parse(raw), () => 'whsec_generated');
const problemsIn = (raw: Record<string, string>) =>
  stripeProblems(Variables.parse(raw)).map(({ variable, message }) => `${variable} ${message}`);

describe('which Stripe the shop talks to', () => {
  it.each([
    ['test keys', TEST_KEYS, 'test'],
    ['live keys', LIVE_KEYS, 'live'],
    ['a restricted live key', { ...LIVE_KEYS, STRIPE_SECRET_KEY: 'rk_live_abc' }, 'live'],
    [
      'a test key that spells _live_',
      { ...TEST_KEYS, STRIPE_SECRET_KEY: 'sk_test_a_live_b' },
      'test',
    ],
  ])('is Stripe itself, with %s', (_case, keys, mode) => {
    expect(problemsIn(keys)).toEqual([]);
    expect(of(keys)).toMatchObject({
      mode,
      embedded: false,
      apiBase: null,
      jsUrl: 'https://js.stripe.com/endive/stripe.js',
    });
  });

  it('is another one, with test keys and its addresses', () => {
    expect(of({ ...TEST_KEYS, ...ANOTHER_STRIPE })).toMatchObject({
      mode: 'sandbox',
      embedded: false,
      secretKey: 'sk_test_abc',
      apiBase: ANOTHER_STRIPE.STRIPE_API_BASE,
      jsUrl: ANOTHER_STRIPE.STRIPE_JS_URL,
    });
  });

  it('is met by browsers of other machines at the public address of the sandbox', () => {
    const { apiBase, jsUrl } = of({ SANDBOX_PUBLIC_URL: 'https://sandbox.example/' });

    expect(apiBase).toBe('http://127.0.0.1:12111');
    expect(jsUrl).toBe('https://sandbox.example/js/endive/stripe.js');
  });

  it('is the embedded sandbox, without keys', () => {
    expect(of({})).toMatchObject({ mode: 'sandbox', embedded: true });
  });
});

describe('what signs Stripe’s events', () => {
  it('is nothing with keys and no webhook secret: no event is trusted', () => {
    expect(of(TEST_KEYS).webhookSecrets).toEqual([]);
  });

  it('is the generated secret in the embedded sandbox', () => {
    expect(of({}).webhookSecrets).toEqual(['whsec_generated']);
  });

  it('is the given secret everywhere', () => {
    const given = { STRIPE_WEBHOOK_SECRET: 'whsec_given' };

    expect(of(given).webhookSecrets).toEqual(['whsec_given']);
    expect(of({ ...TEST_KEYS, ...given }).webhookSecrets).toEqual(['whsec_given']);
  });
});

describe(stripeProblems.name, () => {
  it.each([
    ['sk_test_abc', 'pk_live_abc'],
    ['sk_live_abc', 'pk_test_abc'],
  ])('refuses keys of two modes: %s with %s', (secret, publishable) => {
    const keys = { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable };

    expect(problemsIn(keys)).toEqual([
      'STRIPE_PUBLISHABLE_KEY is of another mode than STRIPE_SECRET_KEY: both test, or both live',
    ]);
  });

  it.each([
    ['STRIPE_SECRET_KEY', { STRIPE_PUBLISHABLE_KEY: 'pk_test_abc' }],
    ['STRIPE_PUBLISHABLE_KEY', { STRIPE_SECRET_KEY: 'sk_test_abc' }],
  ])('misses %s when only the other key is there', (missing, keys) => {
    expect(problemsIn(keys)).toEqual([`${missing} is missing: the two keys go together`]);
  });

  it('refuses to send live keys anywhere but to Stripe', () => {
    expect(problemsIn({ ...LIVE_KEYS, ...ANOTHER_STRIPE })).toEqual([
      'STRIPE_API_BASE goes with test keys only: live ones must reach Stripe',
      'STRIPE_JS_URL goes with test keys only: live ones must reach Stripe',
    ]);
  });

  it('refuses another Stripe without keys for it', () => {
    expect(problemsIn(ANOTHER_STRIPE)).toEqual([
      'STRIPE_API_BASE goes with test keys: set those too',
      'STRIPE_JS_URL goes with test keys: set those too',
    ]);
  });

  it.each([
    ['STRIPE_JS_URL', { STRIPE_API_BASE: ANOTHER_STRIPE.STRIPE_API_BASE }],
    ['STRIPE_API_BASE', { STRIPE_JS_URL: ANOTHER_STRIPE.STRIPE_JS_URL }],
  ])('misses %s when only the other address is there', (missing, address) => {
    expect(problemsIn({ ...TEST_KEYS, ...address })).toEqual([
      `${missing} is missing: server and browser must meet the same Stripe`,
    ]);
  });
});
