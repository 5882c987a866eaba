import { once } from 'node:events';
import { type IncomingHttpHeaders, request as send, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Express, Response } from 'express';

import { compressPublic } from '../compress-public.js';
import { accessLog } from '../log/access-log.js';
import { requestContext } from '../log/request-context.js';
import { ShopServer } from '../server/shop-server.js';
import { answerFromCache } from './answer-from-cache.js';
import { PageCache } from './page-cache.js';
import { storeResponses } from './store-responses.js';

const TEXT = 'A page about books. '.repeat(100);
const PUBLIC = 'public, no-cache';

describe(PageCache.name, () => {
  let server: Server;
  let express: Express;
  let version: string;
  let isShuttingDown: boolean;
  /** How often Express was asked. */
  let rendered: number;
  let logged: unknown[];

  beforeEach(() => open(0));
  afterEach(() => {
    jest.restoreAllMocks();
    server.close();
  });

  async function open(trustProxy: number) {
    [version, isShuttingDown, rendered, logged] = ['1', false, 0, []];
    jest.spyOn(Logger.prototype, 'log').mockImplementation((line: unknown) => {
      logged.push(line);
    });
    const cache = new PageCache(() => {
      if (version === '') throw new Error('disk I/O error');
      return version;
    });
    const shop = new ShopServer(0);
    shop.initHttpServer();
    const publicUrl = 'https://books.example';
    shop.answerFirst = answerFromCache(cache, {
      publicUrl,
      trustProxy,
      isShuttingDown: () => isShuttingDown,
    });
    express = shop.getInstance<Express>();
    express.use(requestContext, accessLog, compressPublic, storeResponses(cache));
    server = shop.getHttpServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }

  const page = (path: string, headers: Record<string, string>, change?: (r: Response) => void) =>
    express.get(path, (_request, response) => {
      rendered += 1;
      response.set(headers);
      change?.(response);
      response.send(`${TEXT}${version}`);
    });

  async function ask(path: string, headers: IncomingHttpHeaders = {}, method = 'GET') {
    const { port } = server.address() as AddressInfo;
    const asked = { port, path, method, headers: { host: 'books.example', ...headers } };
    const sent = send(asked).end();
    const [response] = (await once(sent, 'response')) as [Parameters<typeof readAll>[0]];
    const body = await readAll(response);
    return { status: response.statusCode, headers: response.headers, body };
  }

  it('answers again without Express: the same bytes and headers, an id and a log line of its own', async () => {
    page('/books/:slug', { 'Cache-Control': PUBLIC, 'X-Frame-Options': 'DENY' });

    const [first, second] = [await ask('/books/emma'), await ask('/books/emma')];
    const lasting = ({ headers }: typeof first) => ({ ...headers, 'x-request-id': '', date: '' });

    expect([rendered, second.status]).toEqual([1, 200]);
    expect(second.body).toEqual(first.body);
    expect(lasting(second)).toEqual(lasting(first));
    expect(second.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    const line = { method: 'GET', path: '/books/:slug', status: 200 };
    expect(logged).toEqual([
      expect.objectContaining(line),
      expect.objectContaining({ ...line, requestId: second.headers['x-request-id'] }),
    ]);
  });

  it('shows a change at once, also one that was made while the page was written', async () => {
    page('/', { 'Cache-Control': PUBLIC }, () => (version += '1'));

    await ask('/');
    await ask('/');

    expect(rendered).toBe(2);
  });

  it('leaves pages to Express while the version cannot be read', async () => {
    page('/', { 'Cache-Control': PUBLIC });
    await ask('/');
    version = '';
    const { status } = await ask('/');
    await ask('/');

    expect([status, rendered]).toEqual([200, 3]);
  });

  it('keeps what never changes', async () => {
    page('/shop.css', { 'Cache-Control': 'public, max-age=31536000, immutable' });
    await ask('/shop.css');
    version = '2';
    await ask('/shop.css');

    expect(rendered).toBe(1);
  });

  it.each<[string, Record<string, string>, (response: Response) => void]>([
    ['a page of one shopper', { 'Cache-Control': 'no-store' }, () => undefined],
    ['a page without Cache-Control', {}, () => undefined],
    ['a page that sets a cookie', { 'Cache-Control': PUBLIC }, (r) => r.cookie('a', 'b')],
    ['a problem', { 'Cache-Control': PUBLIC }, (r) => r.status(404)],
  ])('never stores %s', async (_, headers, change) => {
    page('/', headers, change);

    await ask('/');
    await ask('/');

    expect(rendered).toBe(2);
  });

  it('never stores what is larger than a megabyte', async () => {
    express.get('/cover.jpg', (_request, response) => {
      rendered += 1;
      response.set('Cache-Control', 'public, immutable').send(Buffer.alloc(1024 * 1024 + 1));
    });
    await ask('/cover.jpg');
    const { body } = await ask('/cover.jpg');

    expect([rendered, body.length]).toEqual([2, 1024 * 1024 + 1]);
  });

  it('shows a page that varies by cookie to those without one only', async () => {
    page('/', { 'Cache-Control': PUBLIC, Vary: 'Accept-Encoding, Cookie' });

    for (const cookie of [undefined, undefined, 'folio=a', 'folio=a']) {
      await ask('/', cookie === undefined ? {} : { cookie });
    }

    expect(rendered).toBe(3);
  });

  it.each([
    ['another name of the shop', { host: 'www.books.example' }],
    [
      'a forwarded name that nobody vouches for',
      { host: 'a', 'x-forwarded-host': 'books.example' },
    ],
    ['a part of it', { range: 'bytes=0-9' }],
  ])('leaves %s to Express', async (_, headers) => {
    page('/', { 'Cache-Control': PUBLIC });
    await ask('/');
    await ask('/', headers);

    expect(rendered).toBe(2);
  });

  it('takes the name that a trusted proxy forwards', async () => {
    server.close();
    await open(1);
    page('/', { 'Cache-Control': PUBLIC });
    for (let times = 0; times < 2; times += 1)
      await ask('/', { host: 'shop:3000', 'x-forwarded-host': 'books.example' });

    expect(rendered).toBe(1);
  });

  it('leaves requests to Express during the shutdown, which closes their connections', async () => {
    page('/', { 'Cache-Control': PUBLIC });
    await ask('/');
    isShuttingDown = true;
    await ask('/');

    expect(rendered).toBe(2);
  });

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
    ['', undefined, (body: Buffer) => body],
    ['zstd', undefined, (body: Buffer) => body],
  ])(
    'sends what is accepted by %p: %s, from the first answer to the stored one',
    async (accepted, encoding, decode) => {
      page('/', { 'Cache-Control': PUBLIC });
      let [renderedBefore, answers] = [-1, 0];
      while (renderedBefore !== rendered && answers < 500) {
        renderedBefore = rendered;
        const answer = await ask('/', { 'accept-encoding': accepted });
        answers += 1;

        expect(answer.headers['content-encoding']).toBe(encoding);
        expect(decode(answer.body).toString()).toBe(`${TEXT}1`);
      }
      expect(rendered).toBe(answers - 1);
    },
  );

  it.each<[string, Record<string, string>]>([
    ['a page of one shopper', { 'Cache-Control': 'no-store', 'Content-Type': 'text/html' }],
    ['a picture', { 'Cache-Control': PUBLIC, 'Content-Type': 'image/png' }],
  ])('does not compress %s', async (_, headers) => {
    page('/', headers);

    for (let asked = 0; asked < 3; asked += 1) {
      const answer = await ask('/', { 'accept-encoding': 'br, gzip' });
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.body.toString()).toBe(`${TEXT}1`);
    }
  });

  it('sends no body to whom nothing is new, or who asks for the headers', async () => {
    page('/', { 'Cache-Control': PUBLIC });
    const { headers } = await ask('/');
    const [same, head] = [
      await ask('/', { 'if-none-match': headers.etag }),
      await ask('/', {}, 'HEAD'),
    ];

    expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, headers.etag]);
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(TEXT.length + 1));
    expect(rendered).toBe(1);
  });
});

async function readAll(
  response: AsyncIterable<Buffer> & { statusCode?: number; headers: IncomingHttpHeaders },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks);
}
