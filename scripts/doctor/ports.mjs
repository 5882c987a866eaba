import { createServer } from 'node:net';
import { failed, ok } from './check-result.mjs';

/**
 * Where a program listens, and how it is recognised.
 * @typedef {{
 *   name: string,
 *   variable: string,
 *   host: string,
 *   port: number,
 *   path: string,
 *   program: string,
 * }} Port
 */

/** @param {import('../../src/config/env.js').Env} env */
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

/** @param {Port} port */
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

/**
 * Why it cannot be listened on, or null when it can.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | undefined | null>}
 */
function listen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}

/**
 * What it says it is; null when it does not.
 * @param {string} url
 */
async function programAt(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    const { program } = /** @type {{ program?: string }} */ (await response.json());
    return program ?? null;
  } catch {
    return null;
  }
}
