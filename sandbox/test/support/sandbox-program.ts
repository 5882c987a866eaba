import { rm } from 'node:fs/promises';
import path from 'node:path';
import type Stripe from 'stripe';
import { freePort, type Program, startProgram } from 'stripe-sandbox/testing';
import { bundle } from './bundle.js';
import { freshFolder } from './files.js';
import type { Patch } from './patch.js';
import { build, root, sandboxScript } from './paths.js';
import { sdkFor } from './sdk.js';

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
  const folder = path.join(root, '.test/builds', name);
  await rm(folder, { recursive: true, force: true });
  await bundle({ from: build, to: folder, entries: ['main'], patches });
  return path.join(folder, 'main.js');
}
