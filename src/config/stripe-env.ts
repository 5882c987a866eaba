import type { Variables } from './env.variables.js';
import type { EnvProblem } from './env-error.js';

/** `sandbox`: the embedded one, or any other that is not Stripe's own address. */
export type StripeMode = 'sandbox' | 'test' | 'live';

export interface StripeEnv {
  mode: StripeMode;
  /** No keys were given: the launcher runs the sandbox beside the shop. */
  embedded: boolean;
  secretKey: string;
  publishableKey: string;
  /** Any of them may have signed an event. Empty: the webhook route refuses everything. */
  webhookSecrets: string[];
  /** Null: Stripe's own. */
  apiBase: string | null;
  jsUrl: string;
}

const STRIPE_JS = 'https://js.stripe.com/endive/stripe.js';

/** What no single variable can tell: how they go together. */
export function stripeProblems(variables: Variables): EnvProblem[] {
  const { STRIPE_SECRET_KEY: secret, STRIPE_PUBLISHABLE_KEY: publishable } = variables;
  const problems: EnvProblem[] = [];
  if (Boolean(secret) !== Boolean(publishable)) {
    const variable = secret ? 'STRIPE_PUBLISHABLE_KEY' : 'STRIPE_SECRET_KEY';
    problems.push({ variable, message: 'is missing: the two keys go together' });
  } else if (secret && publishable && isLive(secret) !== isLive(publishable)) {
    const message = 'is of another mode than STRIPE_SECRET_KEY: both test, or both live';
    problems.push({ variable: 'STRIPE_PUBLISHABLE_KEY', message });
  }
  for (const variable of ['STRIPE_API_BASE', 'STRIPE_JS_URL'] as const) {
    if (!variables[variable]) continue;
    if (isLive(secret) || isLive(publishable)) {
      problems.push({ variable, message: 'goes with test keys only: live ones must reach Stripe' });
    }
  }
  if (Boolean(variables.STRIPE_API_BASE) !== Boolean(variables.STRIPE_JS_URL)) {
    const variable = variables.STRIPE_API_BASE ? 'STRIPE_JS_URL' : 'STRIPE_API_BASE';
    problems.push({
      variable,
      message: 'is missing: server and browser must meet the same Stripe',
    });
  }
  return problems;
}

function isLive(key: string | undefined): boolean {
  return key?.includes('_live_') ?? false;
}

/** With no keys, the sandbox: its keys are fixed, since it takes any test key. */
export function stripeEnv(variables: Variables, generatedWebhookSecret?: string): StripeEnv {
  const embedded = !variables.STRIPE_SECRET_KEY;
  const sandboxUrl = `http://127.0.0.1:${variables.SANDBOX_PORT}`;
  const apiBase = variables.STRIPE_API_BASE ?? (embedded ? sandboxUrl : null);
  const ownSecret = embedded && generatedWebhookSecret ? [generatedWebhookSecret] : [];
  return {
    mode: apiBase ? 'sandbox' : isLive(variables.STRIPE_SECRET_KEY) ? 'live' : 'test',
    embedded,
    secretKey: variables.STRIPE_SECRET_KEY ?? 'sk_test_foliosandbox',
    publishableKey: variables.STRIPE_PUBLISHABLE_KEY ?? 'pk_test_foliosandbox',
    webhookSecrets: variables.STRIPE_WEBHOOK_SECRET ?? ownSecret,
    apiBase,
    jsUrl: variables.STRIPE_JS_URL ?? (embedded ? `${sandboxUrl}/js/endive/stripe.js` : STRIPE_JS),
  };
}
