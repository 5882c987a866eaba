// A server that lasts as long as the program that has started it: prints its URL, and ends with its standard input.
import { once } from 'node:events';
import { startPostgres } from './server.mjs';

// Ctrl+C ends the whole group: the one that started it ends it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
const server = await startPostgres();
console.log(server.url());
await once(process.stdin.resume(), 'end');
await server.remove();
