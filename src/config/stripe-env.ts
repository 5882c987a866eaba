import type { Variables } from './env.variables.js';
import type { EnvProblem } from './env-error.js';
import { isProxyAddress, proxyForStripe } from './stripe-proxy.js';

/** `sandbox`: the embedded one, or any STRIPE_API_BASE. */
export type StripeMode = 'sandbox' | 'test' | 'live';

export interface StripeEnv {
  mode: StripeMode;
  /** Without keys, the launcher starts the sandbox beside the shop. */
  embedded: boolean;
  secretKey: string;
  publishableKey: string;
  /** An event may be signed with any of them. Empty: the webhook route refuses every event. */
  webhookSecrets: string[];
  /** Null: api.stripe.com. */
  apiBase: string | null;
  jsUrl: string;
  /** The HTTP proxy in front of api.stripe.com, which may contain a password. Null: none. */
  proxy: string | null;
}

const STRIPE_JS = 'https://js.stripe.com/endive/stripe.js';

/** Checks variables that depend on each other. */
export function stripeProblems(variables: Variables): EnvProblem[] {
  return [...keyProblems(variables), ...addressProblems(variables), ...proxyProblems(variables)];
}

function keyProblems(variables: Variables): EnvProblem[] {
  const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = variables;
  if (Boolean(secret) !== Boolean(publishable)) {
    const variable = secret ? 'STRIPE_PUBLISHABLE_KEY' : 'STRIPE_SECRET_KEY';
    return [{ variable, message: 'is missing: the two keys go together' }];
  }
  if (isLive(secret) === isLive(publishable)) return [];
  const message = 'is of another mode than STRIPE_SECRET_KEY: both test, or both live';
  return [{ variable: 'STRIPE_PUBLISHABLE_KEY', message }];
}

function addressProblems(variables: Variables): EnvProblem[] {
  const pairs = [
    ['STRIPE_API_BASE', 'STRIPE_JS_URL'],
    ['STRIPE_JS_URL', 'STRIPE_API_BASE'],
  ] as const;
  return pairs.flatMap(([variable, other]) => {
    const message = variables[variable]
      ? keysForAnotherStripe(variables)
      : variables[other] && 'is missing: server and browser must meet the same Stripe';
    return message ? [{ variable, message }] : [];
  });
}

/** Only Stripe itself is asked through a proxy, so another value does no harm to the sandbox. */
function proxyProblems(variables: Variables): EnvProblem[] {
  const { STRIPE_SECRET_KEY: secret, STRIPE_API_BASE: apiBase } = variables;
  const proxy = proxyForStripe(variables);
  if (!secret || apiBase || !proxy || isProxyAddress(proxy)) return [];
  const message = 'must be the http or https address of a proxy: Folio asks Stripe through it';
  return [{ variable: 'HTTPS_PROXY', message }];
}

function keysForAnotherStripe(variables: Variables): string | null {
  const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = variables;
  if (!secret && !publishable) return 'goes with test keys: set those too';
  const live = isLive(secret) || isLive(publishable);
  return live ? 'goes with test keys only: live ones must reach Stripe' : null;
}

function isLive(key: string | undefined): boolean {
  return /^(sk|rk|pk)_live_/.test(key ?? '');
}

/** `generatedSecret` signs the events of the embedded sandbox, unless STRIPE_WEBHOOK_SECRET is set. */
export function stripeEnv(variables: Variables, generatedSecret: () => string): StripeEnv {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_PUBLISHABLE_KEY: publishableKey } = variables;
  if (!secretKey || !publishableKey) return embeddedSandbox(variables, generatedSecret);
  const apiBase = variables.STRIPE_API_BASE ?? null;
  const mode = isLive(secretKey) ? 'live' : 'test';
  return {
    mode: apiBase ? 'sandbox' : mode,
    embedded: false,
    secretKey,
    publishableKey,
    webhookSecrets: variables.STRIPE_WEBHOOK_SECRET ?? [],
    apiBase,
    jsUrl: variables.STRIPE_JS_URL ?? STRIPE_JS,
    proxy: apiBase ? null : proxyForStripe(variables),
  };
}

/** The keys are fixed: the sandbox accepts any test key. */
function embeddedSandbox(variables: Variables, generatedSecret: () => string): StripeEnv {
  const url = `http://127.0.0.1:${variables.SANDBOX_PORT}`;
  return {
    mode: 'sandbox',
    embedded: true,
    secretKey: 'sk_test_foliosandbox',
    publishableKey: 'pk_test_foliosandbox',
    webhookSecrets: variables.STRIPE_WEBHOOK_SECRET ?? [generatedSecret()],
    apiBase: url,
    jsUrl: `${variables.SANDBOX_PUBLIC_URL ?? url}/js/endive/stripe.js`,
    proxy: null,
  };
}
