import { fileURLToPath } from 'node:url';
import { listenerUrl } from './listener-url.mjs';

/** The program of the sandbox, which is a separate package. */
export const sandboxScript = () => fileURLToPath(import.meta.resolve('stripe-sandbox/program'));

/**
 * The embedded sandbox as a program to start, if the shop uses it.
 * @param {import('../../src/config/env.js').Env} env
 */
export function sandboxFor(env) {
  if (!env.stripe.embedded) return [];
  return [
    {
      script: sandboxScript(),
      env: {
        ...process.env,
        SANDBOX_PORT: String(env.sandbox.port),
        SANDBOX_DATA: env.sandbox.dataPath,
        SANDBOX_WEBHOOK_URL: `${listenerUrl(env)}/webhooks/stripe`,
        SANDBOX_WEBHOOK_SECRET: env.stripe.webhookSecrets[0],
      },
    },
  ];
}
