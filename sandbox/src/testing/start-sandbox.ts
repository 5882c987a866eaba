import type { SandboxConfig } from '../config.js';

/** What Stripe does in the background waits until a test asks for it: `laterSeconds: 0`. */
const DEFAULTS = { SANDBOX_PORT: '0', SANDBOX_LATER_SECONDS: '3600', LOG_LEVEL: 'fatal' };

/** A sandbox inside the test's own process. */
export interface RunningSandbox {
  account: string;
  port: number;
  url: string;
  /** Finishes what is in flight. */
  close: () => Promise<void>;
}

/** Starts a sandbox in this process, on a free port. `dataFile` is where its state is kept. */
export async function startSandbox(
  changes: Pick<SandboxConfig, 'dataFile'> & Partial<SandboxConfig>,
): Promise<RunningSandbox> {
  // Not before it is needed: the rest of this module is light.
  const [{ createSandbox }, { parseConfig }] = await Promise.all([
    import('../app.js'),
    import('../config.js'),
  ]);
  const sandbox = createSandbox({ ...parseConfig(DEFAULTS, '/'), ...changes });
  const { port, url } = await sandbox.listen();
  return { account: sandbox.account, port, url, close: sandbox.close };
}
