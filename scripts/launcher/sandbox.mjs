import { fileURLToPath } from 'node:url';

/** The sandbox’s program: a package of its own, of which the shop knows no more. */
export const sandboxScript = () => fileURLToPath(import.meta.resolve('stripe-sandbox/program'));

/**
 * How to start the embedded Stripe sandbox beside this shop; none when the shop has a Stripe.
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
        SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${env.port}/webhooks/stripe`,
        SANDBOX_WEBHOOK_SECRET: env.stripe.webhookSecrets[0],
      },
    },
  ];
}
