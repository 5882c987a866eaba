// The browser that the browser specs of a run share. It starts when the first of them asks for it, at the
// address in FOLIO_TEST_CHROMIUM: see chromium.ts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';

const program = path.join(import.meta.dirname, 'programs/serve-chromium.ts');

/** @type {import('node:http').Server | undefined} */
let broker;
/** @type {import('node:child_process').ChildProcessByStdio<import('node:stream').Writable, import('node:stream').Readable, null> | undefined} */
let browser;
/** @type {Promise<string> | undefined} */
let endpoint;

/** Jest's workers inherit the environment. */
export async function offerChromium() {
  if (broker !== undefined) return;
  broker = createServer((_request, response) => {
    endpoint ??= startChromium();
    endpoint.then(
      (url) => response.end(url),
      (error) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, '127.0.0.1');
  await once(broker, 'listening');
  // Commands that start shops without browsers end when they have ended.
  broker.unref();
  const { port } = /** @type {import('node:net').AddressInfo} */ (broker.address());
  process.env['FOLIO_TEST_CHROMIUM'] = `http://127.0.0.1:${port}`;
}

export async function stopChromium() {
  delete process.env['FOLIO_TEST_CHROMIUM'];
  broker?.close();
  broker?.closeAllConnections();
  await endBrowser();
  broker = browser = endpoint = undefined;
}

async function startChromium() {
  browser = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: browser.stdout })) return line;
  throw new Error('The browser of the tests did not start: see what was printed.');
}

async function endBrowser() {
  if (browser === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const gone = once(browser, 'exit');
  browser.stdin.end();
  await gone;
}
