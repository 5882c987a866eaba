import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import type { Endpoint } from '../api/endpoint.js';
import type { Incoming } from '../api/incoming.js';
import type { V1Api } from '../api/v1-api.js';
import { randomId } from '../wire/random-id.js';

const OWN_KEY = 'sk_test_foliosandbox';

/** What the lab reads. */
interface Answers {
  '/v1/payment_intents': Stripe.ApiList<Stripe.PaymentIntent>;
  '/v1/payment_intents/:id': Stripe.PaymentIntent;
  '/v1/charges': Stripe.ApiList<Stripe.Charge>;
  '/v1/disputes': Stripe.ApiList<Stripe.Dispute>;
}

export interface Asked {
  /** In the path. */
  id?: string;
  fields?: Record<string, string>;
  idempotencyKey?: string | undefined;
}

export type Outcome = { isDone: true } | { isDone: false; message: string };

/** The lab is a client of the API like any other, without the way over the network. */
export class OwnCalls {
  constructor(
    private readonly api: V1Api,
    readonly endpoints: readonly Endpoint[],
  ) {}

  canPost(path: string): boolean {
    return this.find('post', path) !== undefined;
  }

  /** null: there is no such thing. */
  read<P extends keyof Answers>(path: P, asked: Asked): Answers[P] | null {
    const endpoint = this.find('get', path);
    if (!endpoint) return null;
    const reply = this.api.look(endpoint, incomingOf(endpoint, asked));
    // What the API answers under a path is held against the SDK's types by tests of its own.
    return reply.status === 200 ? (JSON.parse(reply.body) as Answers[P]) : null;
  }

  /** Twice with the same key does it once. */
  post(path: string, asked: Asked): Outcome {
    const endpoint = this.find('post', path);
    if (!endpoint) return { isDone: false, message: `The sandbox does not have ${path}.` };
    const reply = this.api.perform(endpoint, incomingOf(endpoint, asked));
    if (reply.status === 200) return { isDone: true };
    const { error } = JSON.parse(reply.body) as { error: { message: string } };
    return { isDone: false, message: error.message };
  }

  private find(method: 'get' | 'post', path: string): Endpoint | undefined {
    return this.endpoints.find((endpoint) => endpoint.method === method && endpoint.path === path);
  }
}

function incomingOf({ method, path }: Endpoint, asked: Asked): Incoming {
  const { id = '', fields = {}, idempotencyKey = randomUUID() } = asked;
  const form = new URLSearchParams(fields).toString();
  const isGet = method === 'get';
  return {
    requestId: randomId('req'),
    nowMs: Date.now(),
    method: method.toUpperCase(),
    path: path.replace(':id', id),
    origin: '',
    ip: '127.0.0.1',
    objectId: id,
    authorization: `Bearer ${OWN_KEY}`,
    accounts: [],
    idempotencyKey: isGet ? null : idempotencyKey,
    versionHeader: undefined,
    contentType: 'application/x-www-form-urlencoded',
    query: isGet ? form : '',
    body: isGet ? '' : form,
  };
}
