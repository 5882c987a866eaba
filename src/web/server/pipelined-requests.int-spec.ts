import { once } from 'node:events';
import { Agent, createServer, get, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as aTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { oneAtATime } from './pipelined-requests.js';

const MORE_THAN_ANY_BUFFER = 32 * 1024 * 1024;

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function listen(handle: RequestListener): Promise<number> {
  server = createServer(oneAtATime(handle)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** One packet. */
async function sendAtOnce(port: number, paths: string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(paths.map((path) => `GET /${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
  return socket;
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(index));

describe('requests that one connection sends without waiting for answers', () => {
  it('are handled one after another, and answered in their order', async () => {
    let underWay = 0;
    const together: number[] = [];
    const port = await listen((request, response) => {
      together.push((underWay += 1));
      void aTurn().then(() => {
        underWay -= 1;
        if (request.url === '/19') response.setHeader('Connection', 'close');
        response.end(`answer to ${request.url}.`);
      });
    });

    const answers = await text(await sendAtOnce(port, numbers(20)));

    expect(answers.match(/answer to \/\d+\./g)).toEqual(
      numbers(20).map((number) => `answer to /${number}.`),
    );
    expect(Math.max(...together)).toBe(1);
  });

  it('let another connection in between', async () => {
    const handled: (string | undefined)[] = [];
    const port = await listen(({ url }, response) => {
      handled.push(url);
      response.end();
      if (url === '/0') get({ port, host: '127.0.0.1', path: '/other' });
    });

    (await sendAtOnce(port, numbers(30))).resume();
    while (!handled.includes('/29') || !handled.includes('/other')) await aTurn();

    expect(handled.indexOf('/other')).toBeLessThan(handled.indexOf('/29'));
  });

  it('wait for answers that are not read', async () => {
    const handled: (string | undefined)[] = [];
    const port = await listen(({ url }, response) => {
      handled.push(url);
      response.end(Buffer.alloc(url === '/other' ? 1 : MORE_THAN_ANY_BUFFER));
    });

    (await sendAtOnce(port, numbers(5))).pause();
    for (let turn = 0; turn < 3; turn += 1) await text(await answerTo(port, '/other'));

    expect(handled.filter((url) => url !== '/other')).toEqual(['/0']);
  });

  it('end the connection where more than 32 wait', async () => {
    const handled: (string | undefined)[] = [];
    const port = await listen(({ url }, response) => {
      handled.push(url);
      response.end();
    });

    const socket = await sendAtOnce(port, numbers(2_300));
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');

    expect(handled).toEqual(['/0']);
  });

  it('are no concern of a connection that is used again and again', async () => {
    const port = await listen((_request, response) => void response.end('fine'));
    let connections = 0;
    server.on('connection', () => (connections += 1));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });

    for (const path of numbers(200)) {
      expect(await text(await answerTo(port, `/${path}`, agent))).toBe('fine');
    }
    agent.destroy();

    expect(connections).toBe(1);
  });
});

async function answerTo(port: number, path: string, agent?: Agent) {
  const sent = get({ port, host: '127.0.0.1', path, agent });
  const [answer] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  return answer;
}
