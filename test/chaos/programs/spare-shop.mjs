// The shop of the build named first, with its code loaded: at SIGUSR2 it starts, and not before. Most of
// a start is loading.
import path from 'node:path';
import { setInterval } from 'node:timers';
import { pathToFileURL } from 'node:url';

const main = process.argv[2];
process.once('SIGUSR2', () => import(pathToFileURL(main).href));
setInterval(() => undefined, 60_000);
await import(pathToFileURL(path.join(path.dirname(main), 'app.module.js')).href);
