#!/usr/bin/env node
import { createSandbox } from './app.js';
import { loadConfig } from './config.js';

const PORT_TAKEN =
  'Another program listens there: stop it, or set SANDBOX_PORT to a port that is free.';

try {
  const config = loadConfig();
  const sandbox = createSandbox(config);
  const { url } = await sandbox.listen();
  console.log(`Stripe sandbox on ${url} (${sandbox.account}), state in ${config.dataFile}`);
  const stop = () => {
    sandbox.close().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  console.error(message.includes('EADDRINUSE') ? `${message}\n${PORT_TAKEN}` : message);
  process.exit(1);
}
