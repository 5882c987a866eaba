import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface ProxiedRequest {
  method: string;
  path: string;
  body: URLSearchParams;
  idempotencyKey: string | null;
}

/**
 * `dropBefore`: Stripe never hears of it. `dropAfter`: Stripe acts, its answer is lost. `hang`: never
 * heard of, never answered. A delay comes after Stripe acted, and so does a status where it `acted`.
 * `kept`: as Stripe does with a 500, this is also the answer to all that come with the same key.
 */
export type Fault =
  | 'dropBefore'
  | 'dropAfter'
  | 'hang'
  | { delayMs: number }
  | { status: number; code?: string; acted?: boolean; kept?: boolean };

interface Plan {
  when: (request: ProxiedRequest) => boolean;
  fault: Fault;
  timesLeft: number;
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const ERRORS: Record<number, { type: string; code?: string }> = {
  400: { type: 'invalid_request_error', code: 'parameter_unknown' },
  409: { type: 'invalid_request_error', code: 'idempotency_key_in_use' },
  429: { type: 'invalid_request_error', code: 'lock_timeout' },
};

/** Stands between a shop and its Stripe, and does to their talk what networks do, as planned. */
export class FaultProxy {
  /** Everything that came by, and what was done to it. */
  readonly record: (ProxiedRequest & { fault: Fault | 'none' })[] = [];
  /** How many requests were under way together, at most. */
  mostAtOnce = 0;
  #underWay = 0;
  readonly #plans: Plan[] = [];
  readonly #kept = new Map<string, Reply>();
  readonly #waiting = new Set<NodeJS.Timeout>();

  private constructor(
    private readonly target: string,
    private readonly server: Server,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#underWay);
      response.once('close', () => (this.#underWay -= 1));
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  static async before(target: string): Promise<FaultProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultProxy(target, server);
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || !address) throw new Error('The proxy does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  /** The first plan that fits is followed, as often as it says. Resolves to what heals it. */
  plan(when: Plan['when'], fault: Fault, times = Infinity): () => void {
    const plan = { when, fault, timesLeft: times };
    this.#plans.push(plan);
    return () => {
      plan.timesLeft = 0;
    };
  }

  stop() {
    for (const timer of this.#waiting) clearTimeout(timer);
    this.server.close();
    this.server.closeAllConnections();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse) {
    const raw = await text(incoming);
    const request = toProxied(incoming, raw);
    const kept = this.#kept.get(request.idempotencyKey ?? '');
    const plan = this.#plans.find(({ when, timesLeft }) => timesLeft > 0 && when(request));
    if (plan) plan.timesLeft -= 1;
    this.record.push({ ...request, fault: plan?.fault ?? 'none' });

    if (kept) answer(response, { ...kept, headers: { ...kept.headers, ...REPLAYED } });
    else if (plan) await this.#break(plan.fault, incoming, raw, response);
    else answer(response, await this.#forward(incoming, raw));
  }

  async #break(fault: Fault, incoming: IncomingMessage, raw: string, response: ServerResponse) {
    if (fault === 'hang') return;
    if (fault === 'dropBefore') return void response.destroy();
    const reply = isRefused(fault) ? refusal(fault) : await this.#forward(incoming, raw);
    if (fault === 'dropAfter') return void response.destroy();
    if (isRefused(fault)) {
      this.#keep(fault, incoming, reply);
      if (fault.acted) await this.#forward(incoming, raw);
      answer(response, reply);
      return;
    }
    this.#waiting.add(setTimeout(() => answer(response, reply), fault.delayMs));
  }

  #keep({ kept }: { kept?: boolean }, { headers }: IncomingMessage, reply: Reply) {
    const key = headers['idempotency-key'];
    if (kept && typeof key === 'string') this.#kept.set(key, reply);
  }

  async #forward({ method = 'GET', url = '/', headers }: IncomingMessage, raw: string) {
    const sent = new Headers();
    for (const name of ['authorization', 'content-type', 'idempotency-key', 'stripe-version']) {
      const value = headers[name];
      if (typeof value === 'string') sent.set(name, value);
    }
    const body = raw === '' ? null : raw;
    const reply = await fetch(this.target + url, { method, headers: sent, body });
    return {
      status: reply.status,
      headers: Object.fromEntries(reply.headers),
      body: await reply.text(),
    };
  }
}

const REPLAYED = { 'Idempotent-Replayed': 'true' };

function isRefused(fault: Fault) {
  return typeof fault === 'object' && 'status' in fault;
}

function toProxied({ method = 'GET', url = '/', headers }: IncomingMessage, raw: string) {
  const key = headers['idempotency-key'];
  const { pathname } = new URL(url, 'http://127.0.0.1');
  const idempotencyKey = typeof key === 'string' ? key : null;
  return { method, path: pathname, body: new URLSearchParams(raw), idempotencyKey };
}

function refusal({ status, code }: { status: number; code?: string }): Reply {
  const planned = { message: 'A fault that a test planned.', type: 'api_error' };
  const error = { ...planned, ...ERRORS[status], ...(code && { code }) };
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Request-Id': 'req_planned' },
    body: JSON.stringify({ error }),
  };
}

function answer(response: ServerResponse, { status, headers, body }: Reply) {
  const kept = Object.entries(headers).filter(([name]) => !HOP_BY_HOP.includes(name.toLowerCase()));
  response.writeHead(status, Object.fromEntries(kept)).end(body);
}

const HOP_BY_HOP = ['connection', 'content-length', 'keep-alive', 'transfer-encoding'];
