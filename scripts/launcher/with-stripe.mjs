import { spawn } from 'node:child_process';
import { sandboxFor } from './sandbox.mjs';

const FOLLOW = new URL('./follow.mjs', import.meta.url).href;
const PATIENCE_MS = 20_000;

/** Runs `work` with a Stripe to ask: where the shop’s sandbox does not run, it runs for this long. */
export async function withStripe(env, work) {
  const [program] = sandboxFor(env);
  const health = `${env.stripe.apiBase}/_sandbox/health`;
  if (!program || (await answers(health))) return work();
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'];
  const options = { env: program.env, stdio };
  const sandbox = spawn(process.execPath, ['--import', FOLLOW, program.script], options);
  const ended = new Promise((resolve) => sandbox.once('exit', resolve));
  try {
    await untilItAnswers(health, sandbox);
    return await work();
  } finally {
    sandbox.kill('SIGTERM');
    await ended;
  }
}

async function untilItAnswers(url, { exitCode }) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await answers(url))) {
    if (exitCode !== null || Date.now() > deadline) throw new Error('The sandbox does not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
