import { createSandbox } from './app.js';
import { loadConfig } from './config.js';

try {
  const config = loadConfig();
  const sandbox = createSandbox(config);
  const { url } = await sandbox.listen();
  console.log(`Stripe sandbox on ${url} (${sandbox.account}), state in ${config.dataFile}`);
  const stop = () => {
    sandbox.close().then(() => process.exit(0), fail);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  const isPortTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const cure = 'Another program is listening there; set SANDBOX_PORT to a free port.';
  console.error(error instanceof Error ? error.message : error, isPortTaken ? `\n${cure}` : '');
  process.exit(1);
}
