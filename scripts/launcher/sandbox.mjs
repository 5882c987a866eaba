import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, TextDecoder } from 'node:util';
import { codeOf, messageOf } from './error.mjs';
import { listenerUrl } from './listener-url.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/** The program of the sandbox, which is a separate package. */
export const sandboxScript = () => fileURLToPath(import.meta.resolve('stripe-sandbox/program'));

/** This process's variables, and the sandbox's of `.env`, which it does not read itself. */
export function sandboxVariables() {
  /** @param {[string, unknown]} variable */
  const isOwn = ([name]) => name.startsWith('SANDBOX_') || name === 'LOG_LEVEL';
  return { ...Object.fromEntries(Object.entries(readDotEnv()).filter(isOwn)), ...process.env };
}

function readDotEnv() {
  // Drops a byte order mark, and refuses other encodings.
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  try {
    return parseEnv(utf8.decode(readFileSync(path.join(root, '.env'))));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return {};
    const why = WHY_UNREADABLE.get(String(code)) ?? `cannot be read: ${messageOf(error)}`;
    throw new Error(`.env ${why}`, { cause: error });
  }
}

/** As the shop says it, which is not built for the sandbox alone. */
const WHY_UNREADABLE = new Map([
  ['EISDIR', 'is a folder, and a file is wanted'],
  ['ERR_ENCODING_INVALID_ENCODED_DATA', 'is not in UTF-8: save it as such'],
]);

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
