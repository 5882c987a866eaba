import { once } from 'node:events';
import { createServer } from 'node:net';

const given = new Set<number>();

/** A port that nobody listens on now, and another one at each call: a system may offer the one again that was just closed. */
export async function freePort(): Promise<number> {
  const port = await offeredPort();
  if (given.has(port)) return freePort();
  given.add(port);
  return port;
}

async function offeredPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return address.port;
}
