import path from 'node:path';
import type Stripe from 'stripe';
import { type RunningSandbox as Running, startSandbox as start } from 'stripe-sandbox/testing';
import type { SandboxConfig } from '../../src/config.js';
import { freshFolder } from './files.js';
import { sdkFor } from './sdk.js';

/** A sandbox inside the test's own process, on a free port, with a file of its own. */
export interface RunningSandbox extends Running {
  dataFile: string;
  /** The official SDK, which does not retry: a test wants to see each answer. */
  stripe: Stripe;
}

/** What Stripe does in the background waits until a test asks for it: `laterSeconds: 0`. */
const LATER_SECONDS = 3600;

export async function startSandbox(changes: Partial<SandboxConfig> = {}): Promise<RunningSandbox> {
  const dataFile = changes.dataFile ?? path.join(await freshFolder(), 'sandbox.db');
  const sandbox = await start({ laterSeconds: LATER_SECONDS, ...changes, dataFile });
  return { ...sandbox, dataFile, stripe: sdkFor(sandbox.port) };
}
