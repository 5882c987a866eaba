import path from 'node:path';
import { root } from './build.mjs';

/** How to start the embedded Stripe sandbox beside this shop; none when the shop has a Stripe. */
export function sandboxFor(env) {
  if (!env.stripe.embedded) return [];
  return [
    {
      script: path.join(root, 'dist/sandbox/main.js'),
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
