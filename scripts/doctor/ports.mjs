import { createServer } from 'node:net';
import { failed, ok } from './check-result.mjs';

export async function examinePorts({ host, port, sandbox, stripe }) {
  const shop = {
    name: 'port',
    variable: 'PORT',
    host,
    port,
    path: '/health/live',
    program: 'folio',
  };
  const beside = {
    name: 'sandbox port',
    variable: 'SANDBOX_PORT',
    host: '127.0.0.1',
    port: sandbox.port,
    path: '/_sandbox/health',
    program: 'folio-sandbox',
  };
  return Promise.all((stripe.embedded ? [shop, beside] : [shop]).map(examinePort));
}

async function examinePort({ name, variable, host, port, path, program }) {
  const refusal = await listen(host, port);
  if (!refusal) return ok(name, `${port} is free`);
  if (refusal !== 'EADDRINUSE') {
    return failed(name, `${host}:${port} cannot be used (${refusal})`, `set HOST and ${variable}`);
  }
  if ((await programAt(`http://127.0.0.1:${port}${path}`)) === program) {
    return ok(name, `${port} is held by Folio`);
  }
  const remedy = `stop what listens there, or set ${variable} to another one`;
  return failed(name, `${port} is held by another program`, remedy);
}

/** Why it cannot be listened on, or null when it can. */
function listen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/** What it says it is; null when it does not. */
async function programAt(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return (await response.json()).program ?? null;
  } catch {
    return null;
  }
}
