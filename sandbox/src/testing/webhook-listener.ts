import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { watch } from './stripe-types/watched-answers.js';

export interface ReceivedWebhook {
  path: string;
  body: string;
  headers: IncomingHttpHeaders;
}

/** A merchant's end of a webhook that keeps what it is sent and answers as it is told. */
export interface WebhookListener {
  url: string;
  received: ReceivedWebhook[];
  /** The statuses of the next answers; 200 when they are used up. */
  answers: number[];
  /** Answers nothing until what it returns is called. */
  hold: () => () => void;
  close: () => Promise<void>;
}

export async function startWebhookListener(port = 0): Promise<WebhookListener> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  let held = Promise.resolve();
  const server = createServer((request, response) => {
    const answer = async (body: string) => {
      received.push({ path: request.url ?? '', body, headers: request.headers });
      watchEvent(body);
      await held;
      const status = answers.shift() ?? 200;
      response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {});
      response.end(`answered ${status}`);
    };
    text(request)
      .then(answer)
      .catch(() => response.destroy());
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('No port');
  return {
    url: `http://127.0.0.1:${address.port}/webhooks/stripe`,
    received,
    answers,
    hold: () => {
      const { promise, resolve } = deferred();
      held = promise;
      return resolve;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Whoever only looks whether somebody listens sends none. */
function watchEvent(body: string): void {
  if (body.startsWith('{')) watch(JSON.parse(body), { request: 'a webhook', isPublic: false });
}

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
