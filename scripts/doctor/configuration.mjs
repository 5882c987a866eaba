import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { messageOf } from '../launcher/error.mjs';
import { failed, note, ok } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

// Stands for the secrets that the first start generates: the doctor changes nothing.
const NOT_YET_GENERATED = { session: 'not-made-yet'.repeat(3), webhook: 'whsec_notmadeyet' };

const REMEDY = 'correct it in .env or the environment; .env.example says what each is for';

const UNREAD = 'correct its name, or remove it; .env.example has all names';

/** `env` is null if it is invalid. */
export async function examineConfiguration() {
  const { parseEnv } = await importBuilt('config/env.js');
  const { readVariables, unreadVariables } = await importBuilt('config/load-env.js');
  const { generatedSecrets } = await importBuilt('config/generated-secrets.js');
  /** @param {string} directory */
  const secrets = (directory) =>
    existsSync(path.join(directory, 'secrets.json'))
      ? generatedSecrets(directory)
      : NOT_YET_GENERATED;
  try {
    const { variables, problems } = readVariables(root, process.env);
    const env = parseEnv(variables, { directory: root, generatedSecrets: secrets, problems });
    const unread = unreadVariables(root).map((warning) => note('.env', warning, UNREAD));
    return { env, checks: [ok('configuration', describe(env)), ...unread] };
  } catch (error) {
    return { env: null, checks: problems(error) };
  }
}

/** @param {unknown} error */
function problems(error) {
  if (!(error instanceof Error && 'problems' in error)) {
    return [failed('configuration', messageOf(error), 'see the sentence before')];
  }
  const found = /** @type {import('../../src/config/env-error.js').EnvProblem[]} */ (
    error.problems
  );
  return found.map(({ variable, message }) =>
    failed('configuration', `${variable} ${message}`, REMEDY),
  );
}

/** @param {import('../../src/config/env.js').Env} env */
function describe({ nodeEnv, publicUrl, stripe }) {
  const labels = { sandbox: 'a Stripe sandbox', test: 'Stripe, test mode', live: 'Stripe, LIVE' };
  return `${nodeEnv}, ${publicUrl}, paid through ${labels[stripe.mode]}`;
}
