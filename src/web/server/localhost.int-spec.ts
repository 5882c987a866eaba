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

  it('is this shop’s when nothing else listens there', async () => {
    other.close();
    await once(other, 'close');

    expect(await at()).toBeNull();
  });

  it.each([
    ['names the address itself', { publicUrl: 'http://[::1]:3000' }],
    ['is that of a proxy', { publicUrl: 'https://books.example' }],
    ['has the port of a proxy', { publicUrl: 'http://localhost' }],
  ])('is not looked at where it %s', async (_case, changes) => {
    expect(await at(changes)).toBeNull();
  });
});
