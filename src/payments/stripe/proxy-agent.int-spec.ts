import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createNetServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { stripeClient } from './stripe-client.js';

const ENV = {
  mode: 'test' as const,
  embedded: false,
  secretKey: 'sk_test_abc',
  publishableKey: 'pk_test_abc',
  webhookSecrets: [],
  apiBase: null,
  jsUrl: 'https://js.stripe.com/endive/stripe.js',
};

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

async function listening(server: Server) {
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  return typeof address === 'object' && address ? `127.0.0.1:${address.port}` : '';
}

/** Answers CONNECT with a status, and records it and the first bytes that come through the tunnel. */
async function aProxy(status: string) {
  const seen: { request?: IncomingMessage; bytes?: Buffer } = {};
  const server = createServer().on('connect', (request: IncomingMessage, socket: Socket) => {
    seen.request = request;
    socket.write(`HTTP/1.1 ${status}\r\n\r\n`);
    socket.once('data', (bytes) => {
      seen.bytes = bytes;
      socket.destroy();
    });
  });
  return { address: await listening(server), seen };
}

const askThrough = (proxy: string) =>
  stripeClient({ ...ENV, proxy }, () => undefined).accounts.retrieveCurrent(
    {},
    { maxNetworkRetries: 0, timeout: 20_000 },
  );

describe('Stripe behind a proxy', () => {
  it('is asked through it, with its password, and encrypted from end to end', async () => {
    const { address, seen } = await aProxy('200 Connection established');

    await expect(askThrough(`http://ada:p%40ss@${address}`)).rejects.toThrow();

    expect(seen.request).toMatchObject({ method: 'CONNECT', url: 'api.stripe.com:443' });
    expect(seen.request?.headers['proxy-authorization']).toBe(`Basic ${btoa('ada:p@ss')}`);
    expect(seen.bytes?.[0]).toBe(0x16); // a TLS handshake
    expect(seen.bytes?.toString('latin1')).toContain('api.stripe.com');
    expect(seen.bytes?.toString('latin1')).not.toContain('sk_test_abc');
  });

  it('is out of reach when the proxy refuses, which is not taken for an answer of Stripe’s', async () => {
    const { address } = await aProxy('407 Proxy Authentication Required');

    await expect(askThrough(`http://${address}`)).rejects.toMatchObject({
      type: 'StripeConnectionError',
      detail: { message: `the proxy ${address} answers 407 to CONNECT api.stripe.com:443` },
    });
  });

  it('is given up when the proxy says nothing, and the connection is closed', async () => {
    let closed: Promise<unknown> | undefined;
    const silent = createNetServer((socket) => {
      closed = once(socket.on('error', () => undefined).resume(), 'close');
    });
    const address = await listening(silent);

    await expect(askThrough(`http://${address}`)).rejects.toMatchObject({
      type: 'StripeConnectionError',
      detail: { message: `the proxy ${address}: it does not answer` },
    });
    await closed;
  });
});
