// One browser for all browser specs of a run. Prints where it listens, and ends with its standard input:
// whatever becomes of Jest, neither the browser nor its profile outlives it. Started by chromium-server.mjs.
import { chromium } from 'playwright-core';
import { launchOptions } from '../chromium.js';

// Ctrl-C ends Jest, and with it the input: time enough to tidy up.
process.on('SIGINT', () => undefined);
const server = await chromium.launchServer({
  ...(await launchOptions()),
  host: '127.0.0.1',
  handleSIGINT: false,
});
console.log(server.wsEndpoint());
process.stdin.on('end', () => void server.close()).resume();
