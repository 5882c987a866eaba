import { createServer } from 'node:net';
import { importBuilt } from '../launcher/import-built.mjs';
import { listenerUrl } from '../launcher/listener-url.mjs';
import { failed, ok } from './check-result.mjs';

/**
 * The address of a program, and what identifies it.
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
export async function examinePorts(env) {
  const { host, port, sandbox, stripe } = env;
  const shop = {
    name: 'port',
    variable: 'PORT',
    host,
    port,
    path: '/health/live',
    program: 'folio',
  };
  const stripeSandbox = {
    name: 'sandbox port',
    variable: 'SANDBOX_PORT',
    host: '127.0.0.1',
    port: sandbox.port,
    path: '/_sandbox/health',
    program: 'folio-sandbox',
  };
  const ports = (stripe.embedded ? [shop, stripeSandbox] : [shop]).map(examinePort);
  return [...(await Promise.all(ports)), ...(await examineAddress(env))];
}

/** @param {import('../../src/config/env.js').Env} env */
async function examineAddress(env) {
  const { foreignLocalhost } = await importBuilt('web/server/localhost.js');
  const foreign = await foreignLocalhost(env);
  return foreign
    ? [failed('address', foreign, 'or set PUBLIC_URL to an address of this shop alone')]
    : [];
}

/** @param {Port} port */
async function examinePort({ name, variable, host, port, path, program }) {
  const errorCode = await listen(host, port);
  if (!errorCode) return ok(name, `${port} is free`);
  if (errorCode !== 'EADDRINUSE') {
    return failed(
      name,
      `${host}:${port} cannot be used (${errorCode})`,
      `set HOST and ${variable}`,
    );
  }
  if ((await programAt(`${listenerUrl({ host, port })}${path}`)) === program) {
    return ok(name, `${port} is held by Folio`);
  }
  const remedy = `stop what listens there, or set ${variable} to another one`;
  return failed(name, `${port} is held by another program`, remedy);
}

/**
 * Resolves to the error code, or to null if the port is free.
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
 * The name of the program that responds, or null.
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
