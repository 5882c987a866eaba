// PostgreSQL for one run of Jest. It starts when the first spec asks for a database, at the address in
// FOLIO_TEST_POSTGRES: see fresh.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import { Databases } from './databases.mjs';
import { whyMissing } from './programs.mjs';

const program = path.join(import.meta.dirname, 'serve.mjs');

/** @type {import('node:http').Server | undefined} */
let broker;
/** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null> | undefined} */
let server;
/** @type {Promise<Databases> | undefined} */
let databases;

/** Jest's workers inherit the environment. */
export async function offerPostgres() {
  if (broker !== undefined) return;
  const reason = process.env['TEST_POSTGRES_URL'] ? null : whyMissing();
  if (reason) process.env['FOLIO_TEST_NO_POSTGRES'] = reason;
  broker = createServer((request, response) => {
    // A spec asks now and then, and would meet a connection that is just being closed as idle.
    response.setHeader('Connection', 'close');
    fresh(request).then(
      (url) => response.end(url),
      (error) => response.writeHead(500).end(String(error?.stack ?? error)),
    );
  }).listen(0, '127.0.0.1');
  await once(broker, 'listening');
  broker.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (broker.address());
  process.env['FOLIO_TEST_POSTGRES'] = `http://127.0.0.1:${port}`;
}

export async function stopPostgres() {
  broker?.close();
  broker?.closeAllConnections();
  await databases?.then((started) => started.dropAll()).catch(() => {}); // the spec that asked has failed
  if (server !== undefined && server.exitCode === null) {
    const gone = once(server, 'exit');
    server.stdin.end();
    await gone;
  }
  broker = server = databases = undefined;
}

/** @param {import('node:http').IncomingMessage} request */
async function fresh(request) {
  const asked = /** @type {import('./databases.mjs').Asked} */ (await json(request));
  databases ??= start();
  return (await databases).fresh(asked);
}

async function start() {
  return Databases.withTemplate(process.env['TEST_POSTGRES_URL'] ?? (await startServer()));
}

async function startServer() {
  server = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: server.stdout })) return line;
  throw new Error('PostgreSQL did not start: see what was printed.');
}
