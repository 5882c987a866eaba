import path from 'node:path';
import type Stripe from 'stripe';
import { freshFolder } from './database.js';
import { freePort } from './free-port.js';
import type { Patch } from './patch.js';
import { patchedBuild } from './patched-build.js';
import { type Program, sandboxScript, startProgram } from './program.js';
import { sdkFor } from './running-sandbox.js';

/** A sandbox as it is built, as a process of its own. */
export interface SandboxProgram {
  url: string;
  stripe: Stripe;
  program: Program;
}

interface Start {
  script?: string;
  env?: Record<string, string>;
}

export async function startSandboxProgram({
  script = sandboxScript,
  env = {},
}: Start = {}): Promise<SandboxProgram> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = {
    SANDBOX_PORT: String(port),
    SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
    ...env,
  };
  const program = await startProgram(script, own, `${url}/_sandbox/health`);
  return { url, program, stripe: sdkFor(port) };
}

/** The script of a sandbox with a few lines changed. */
export async function patchedSandbox(name: string, patches: Patch[]): Promise<string> {
  return path.join(path.dirname(await patchedBuild(name, patches)), 'sandbox/main.js');
}
