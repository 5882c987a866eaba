import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const LOOK_EVERY_MS = 100;

/** As nginx or Caddy in front of several shops: it asks those that are ready in turn, and another one after a refusal. */
export class Balancer {
  readonly #ready = new Set<string>();
  readonly #look: NodeJS.Timeout;
  #turn = 0;

  /** Of the shops behind it. */
  readonly urls: string[] = [];

  private constructor(
    private readonly server: Server,
    lookEveryMs: number,
  ) {
    this.#look = setInterval(() => void this.look(), lookEveryMs);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      void this.#pass(request, response);
    });
  }

  static async open({ lookEveryMs = LOOK_EVERY_MS, port = 0 } = {}): Promise<Balancer> {
    const server = createServer().listen(port, '127.0.0.1');
    // A busy test asks again on a connection that would have ended meanwhile.
    server.keepAliveTimeout = 60_000;
    await once(server, 'listening');
    return new Balancer(server, lookEveryMs);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Finds out which shops are ready. */
  async look(): Promise<void> {
    await Promise.all(
      this.urls.map(async (url) => {
        const isReady = await fetch(`${url}/health/ready`).then(({ ok }) => ok, () => false); // prettier-ignore
        if (isReady) this.#ready.add(url);
        else this.#ready.delete(url);
      }),
    );
  }

  close() {
    clearInterval(this.#look);
    this.server.close();
    this.server.closeAllConnections();
  }

  async #pass(request: IncomingMessage, response: ServerResponse) {
    const body = await buffer(request);
    const choices = this.#ready.size > 0 ? [...this.#ready] : this.urls;
    this.#turn += 1;
    for (let at = 0; at < choices.length; at += 1) {
      const url = choices[(this.#turn + at) % choices.length] ?? '';
      const answer = await answerOf(url, request, body).catch(() => null);
      if (!answer) continue;
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      return;
    }
    response.writeHead(502).end('No shop answers.');
  }
}

/** Rejects if the connection is refused: nothing was asked then. */
async function answerOf(
  url: string,
  { method, url: path, headers }: IncomingMessage,
  body: Buffer,
): Promise<IncomingMessage> {
  const passed = ask(`${url}${path}`, { method, headers, agent: false });
  passed.end(body);
  const [answer] = (await once(passed, 'response')) as [IncomingMessage];
  return answer;
}
