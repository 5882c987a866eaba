import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../launcher/build.mjs';
import { prepareCommand } from '../launcher/prepare.mjs';
import { runAll } from '../launcher/processes.mjs';
import { runQuietly } from '../launcher/run.mjs';
import { stripeBinary } from './binary.mjs';
import { argumentsFor, callsStripe } from './command.mjs';

const SUPERVISOR = path.join(import.meta.dirname, 'supervise.mjs');

/** The Stripe CLI, for the account or sandbox that the shop is configured with. */
export async function openCli() {
  const env = await prepareCommand();
  if (env.stripe.mode === 'live') throw new Error(NOT_LIVE);
  const binary = stripeBinary();
  const environment = await environmentFor(env);
  return {
    env,
    /**
     * Runs it with this terminal. Resolves to the exit code.
     * @param {string[]} args
     */
    async run(args) {
      if (callsStripe(args)) await expectSandbox(env.stripe);
      const all = [binary, ...argumentsFor(args, env)];
      return runAll([{ script: SUPERVISOR, args: all, env: environment, stdin: 'inherit' }]);
    },
    /**
     * Resolves to its output.
     * @param {string[]} args
     */
    async read(args) {
      await expectSandbox(env.stripe);
      const options = { cwd: root, env: environment };
      return (await runQuietly(binary, argumentsFor(args, env), options)).trim();
    },
  };
}

/**
 * Uses a separate configuration folder, so that a login of the Stripe CLI is neither used nor changed.
 * @param {import('../../src/config/env.js').Env} env
 */
async function environmentFor({ dataDirectory, stripe }) {
  const folder = path.join(dataDirectory, 'stripe-cli');
  await mkdir(folder, { recursive: true });
  return {
    ...process.env,
    XDG_CONFIG_HOME: folder,
    STRIPE_API_KEY: stripe.secretKey,
    STRIPE_CLI_TELEMETRY_OPTOUT: '1',
    STRIPE_NO_AUTO_UPDATE: '1',
  };
}

/** @param {{ apiBase: string | null }} stripe */
async function expectSandbox({ apiBase }) {
  if (!apiBase) return;
  try {
    await fetch(`${apiBase}/_sandbox/health`, { signal: AbortSignal.timeout(5_000) });
  } catch (cause) {
    const remedy =
      'Start it in another terminal: `npm start` with the shop, `npm run sandbox` alone.';
    throw new Error(`No Stripe sandbox answers at ${apiBase}. ${remedy}`, { cause });
  }
}

const NOT_LIVE =
  'STRIPE_SECRET_KEY is a live key: these commands would move real money. Put test keys into .env, ' +
  'or run the Stripe CLI yourself.';
