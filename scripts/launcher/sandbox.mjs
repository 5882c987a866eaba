import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, TextDecoder } from 'node:util';
import { listenerUrl } from './listener-url.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The program of the sandbox, which is a separate package. */
export const sandboxScript = () => fileURLToPath(import.meta.resolve('stripe-sandbox/program'));

/** This process's variables, and the sandbox's of `.env`, which it does not read itself. */
export function sandboxVariables() {
  const file = path.join(root, '.env');
  // Drops a byte order mark, and refuses other encodings.
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const written = existsSync(file) ? parseEnv(utf8.decode(readFileSync(file))) : {};
  /** @param {[string, unknown]} variable */
  const isOwn = ([name]) => name.startsWith('SANDBOX_') || name === 'LOG_LEVEL';
  return { ...Object.fromEntries(Object.entries(written).filter(isOwn)), ...process.env };
}

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
        ...sandboxVariables(),
        SANDBOX_PORT: String(env.sandbox.port),
        SANDBOX_DATA: env.sandbox.dataPath,
        SANDBOX_WEBHOOK_URL: `${listenerUrl(env)}/webhooks/stripe`,
        SANDBOX_WEBHOOK_SECRET: env.stripe.webhookSecrets[0],
      },
    },
  ];
}
