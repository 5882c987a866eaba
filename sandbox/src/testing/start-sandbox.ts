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
 * Rejects with a ConfigError that names every bad value, and when the port is taken or the file
 * cannot be used.
 */
export async function startSandbox(changes: Partial<SandboxConfig> = {}): Promise<RunningSandbox> {
  // Not before it is needed: the rest of this module is light.
  const { createSandbox, parseConfig } = await import('../index.js');
  const config = parseConfig({ ...DEFAULTS, ...variablesOf(changes) }, process.cwd());
  const { publicFolder = config.publicFolder } = changes;
  const sandbox = createSandbox({ ...config, publicFolder });
  try {
    const { port, url } = await sandbox.listen();
    const { account, reset, close } = sandbox;
    const { hostname: host } = new URL(url);
    const stripeOptions = { host, port, protocol: 'http', telemetry: false } as const;
    return { account, port, url, stripeOptions, control: new SandboxControl(url), reset, close };
  } catch (error) {
    await sandbox.close();
    throw error;
  }
}

/** So that they are checked as those of the program are. What is left out has its default. */
function variablesOf(changes: Partial<SandboxConfig>): Record<string, string> {
  const { host, port, dataFile, webhook, retrySeconds, laterSeconds, logLevel } = changes;
  const variables = {
    SANDBOX_HOST: host,
    SANDBOX_PORT: port,
    SANDBOX_DATA: dataFile,
    SANDBOX_WEBHOOK_URL: webhook?.url,
    SANDBOX_WEBHOOK_SECRET: webhook?.secret,
    SANDBOX_RETRY_SECONDS: retrySeconds?.join(','),
    SANDBOX_LATER_SECONDS: laterSeconds,
    LOG_LEVEL: logLevel,
  };
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
}
