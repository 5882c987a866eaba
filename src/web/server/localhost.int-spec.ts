import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { foreignLocalhost } from './localhost.js';

let other: Server;
let port: number;
beforeEach(async () => {
  other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterEach(() => {
  other.close();
});

const at = (changes: { host?: string; publicUrl?: string; port?: number } = {}) =>
  foreignLocalhost({ host: '::1', port, publicUrl: `http://localhost:${port}`, ...changes });

describe('the printed address', () => {
  it('is noticed to open another program, which listens at the other address of localhost', async () => {
    expect(await at()).toBe(
      `Another program listens at 127.0.0.1:${port}, and http://localhost:${port} opens that one. Stop it, or set PORT to another one.`,
    );
  });

  it.each(['127.0.0.1', '0.0.0.0'])(
    'is looked at by IPv6 too, which browsers try first, while the shop listens at %s',
    async (host) => {
      const listener = { host, port: 3000, publicUrl: 'http://localhost:3000' };
      const isListening = (address: string) => Promise.resolve(address === '::1');

      expect(await foreignLocalhost(listener, isListening)).toContain('listens at [::1]:3000');
    },
  );

  it('is this shop’s when nothing else listens there', async () => {
    other.close();
    await once(other, 'close');

    expect(await at()).toBeNull();
  });

  it.each([
    ['names the address itself', () => `http://[::1]:${port}`],
    ['is that of a proxy', () => `http://books.example:${port}`],
    ['has the port of a proxy', () => 'http://localhost'],
  ])('is not looked at where it %s', async (_case, publicUrl) => {
    expect(await at({ publicUrl: publicUrl() })).toBeNull();
  });
});
