// One browser for all browser specs of a run. Prints where it listens, and ends with its standard input:
// whatever becomes of Jest, neither the browser nor its profile outlives it. Started by chromium-server.mjs.
import { chromium } from 'playwright-core';
import { launchOptions } from '../chromium.js';

const server = await chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' });
console.log(server.wsEndpoint());
process.stdin.on('end', () => void server.close()).resume();
