import { once } from 'node:events';
import {
  createServer,
  request,
  type ClientRequest,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as aTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express, { type Response } from 'express';
import { bodiesUnderWay } from './bodies-under-way.js';

const BYTES = 1000;

let server: Server;
let port: number;
let begun: number;
let closed: number;
/** What was received, and is not answered yet. */
let held: Response[];
beforeEach(async () => {
  begun = 0;
  closed = 0;
  held = [];
  const app = express();
  app.use((_request, response, next) => {
    begun += 1;
    response.once('close', () => (closed += 1));
    next();
  });
  app.use(
    bodiesUnderWay(2, ({ code }, _request, response) => void response.status(408).send(code)),
    express.raw({ type: () => true }),
    ({ url }, response) => {
      if (url === '/held') held.push(response);
      else response.send('read');
    },
  );
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** A post whose body is announced, and not sent yet. */
async function begin(path = '/'): Promise<ClientRequest> {
  const headers = { 'Content-Length': BYTES };
  const post = request({ port, host: '127.0.0.1', path, method: 'POST', headers });
  post.on('error', () => undefined);
  post.flushHeaders();
  const before = begun;
  while (begun === before) await aTurn();
  return post;
}

/** The status of the answer, once the body is sent. */
async function complete(post: ClientRequest): Promise<number | undefined> {
  post.end(Buffer.alloc(BYTES));
  return (await answerTo(post)).statusCode;
}

async function breakOff(post: ClientRequest) {
  const before = closed;
  post.destroy();
  while (closed === before) await aTurn();
}

async function answerTo(post: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(post, 'response')) as [IncomingMessage];
  return answer.resume();
}

describe('bodies that are received at the same time', () => {
  it('are so many and no more: the one that began first is told 408, and its connection closed', async () => {
    const first = answerTo(await begin());
    const second = await begin();
    const third = await begin();
    const { statusCode, headers } = await first;

    expect([statusCode, headers.connection]).toEqual([408, 'close']);
    expect(await complete(second)).toBe(200);
    expect(await complete(third)).toBe(200);
  });

  it('make room for others once they are here, before they are answered', async () => {
    const posts: ClientRequest[] = [];
    for (let time = 0; time < 5; time += 1) {
      const post = await begin('/held');
      posts.push(post.end(Buffer.alloc(BYTES)));
      while (held.length < posts.length) await aTurn();
    }
    const answers = posts.map(answerTo);
    for (const answer of held) answer.send();

    const statuses = (await Promise.all(answers)).map(({ statusCode }) => statusCode);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
  });

  it('make room when their connection breaks', async () => {
    await breakOff(await begin());
    const post = await begin();
    await breakOff(await begin());
    await begin();

    expect(await complete(post)).toBe(200);
  });
});
