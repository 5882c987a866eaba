import type { SandboxConfig } from '../config.js';
import { SandboxControl } from './sandbox-control.js';

/** What Stripe does in the background, it does at once. */
const DEFAULTS = {
  SANDBOX_PORT: '0',
  SANDBOX_DATA: ':memory:',
  SANDBOX_LATER_SECONDS: '0',
  LOG_LEVEL: 'fatal',
};

/** A sandbox inside the test's own process. */
export interface RunningSandbox {
  /** The id of its account, `acct_…`. */
  account: string;
  port: number;
  url: string;
  /** For `new Stripe('sk_test_…', sandbox.stripeOptions)`. */
  stripeOptions: { host: string; port: number; protocol: 'http'; telemetry: false };
  /** What it was asked and what it delivered, and trouble on purpose. */
  control: SandboxControl;
  /** Forgets all objects, events, deliveries and requests, and ends all trouble. */
  reset: () => Promise<void>;
  /** Finishes what is in flight. */
  close: () => Promise<void>;
}

/**
 * Starts a sandbox in this process: on a free port and in memory, unless `changes` say otherwise.
 * Rejects when the port is taken or the file cannot be used.
 */
export async function startSandbox(changes: Partial<SandboxConfig> = {}): Promise<RunningSandbox> {
  // Not before it is needed: the rest of this module is light.
  const { createSandbox, parseConfig } = await import('../index.js');
  const sandbox = createSandbox({ ...parseConfig(DEFAULTS, '/'), ...changes });
  const { port, url } = await sandbox.listen();
  const { account, reset, close } = sandbox;
  const stripeOptions = { host: '127.0.0.1', port, protocol: 'http', telemetry: false } as const;
  return { account, port, url, stripeOptions, control: new SandboxControl(url), reset, close };
}
