import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Config } from '../../config/config.module.js';
import { StripeClockService } from '../stripe-clock.service.js';
import type { WebhookSecretsService } from '../webhook-secrets.service.js';
import { StripeGateway } from './stripe-gateway.js';

interface Answer {
  status?: number;
  body: unknown;
}

const INTENT = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 2300,
  amount_received: 0,
  created: 1_760_000_000,
  currency: 'usd',
  metadata: { order_id: 'order-1' },
  status: 'requires_payment_method',
};
const OTHER = { ...INTENT, id: 'pi_2', metadata: { order_id: 'order-2' } };
const MISSING = {
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such' } },
};
const ORDER = {
  orderId: 'order-1',
  orderNumber: 1,
  amount: { minor: 2300, currency: 'usd' as const },
  description: 'Order 1',
  shipping: null,
  idempotencyKey: 'key',
};
const list = (data: unknown[], has_more = false) => ({ body: { object: 'list', data, has_more } });
const UNAVAILABLE = { code: 'payment-unavailable' };

let server: Server;
let answers: Answer[] = [];
const asked: string[] = [];

function gateway(): StripeGateway {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const stripe = { mode: 'test', secretKey: 'sk_test_1', apiBase: `http://127.0.0.1:${port}` };
  const config = new Config({ stripe });
  return new StripeGateway(config, new StripeClockService(), {} as WebhookSecretsService);
}

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url?.split('?')[0]}`);
    const { status = 200, body } = answers.shift() ?? MISSING;
    request.resume();
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());
beforeEach(() => {
  answers = [];
  asked.length = 0;
});

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe('an answer that is not what was asked for is no answer', () => {
  const card = { type: 'card_error', code: 'card_declined', message: 'no' };
  const nonsense: [string, Answer][] = [
    ['another payment', { body: OTHER }],
    ['null', { body: null }],
    ['an empty object', { body: {} }],
    ['a payment without metadata', { body: { ...INTENT, metadata: undefined } }],
    ['another kind of object', { body: { ...INTENT, object: 'charge' } }],
    ['a 402', { status: 402, body: { error: card } }],
  ];

  it.each(nonsense)('when a payment is read: %s', async (_what, answer) => {
    answers = [answer];

    await expect(gateway().find('pi_1')).rejects.toMatchObject(UNAVAILABLE);
  });

  it.each(nonsense)('when a payment is created, changed or canceled: %s', async (_what, answer) => {
    answers = [answer, answer, answer];
    const stripe = gateway();

    await expect(stripe.create(ORDER)).rejects.toMatchObject(UNAVAILABLE);
    await expect(stripe.setEmail('pi_1', 'a@b.example', 'key')).rejects.toMatchObject(UNAVAILABLE);
    await expect(stripe.cancel('pi_1', 'abandoned', 'key')).rejects.toMatchObject(UNAVAILABLE);
  });

  it('when refunds are listed: those of another payment', async () => {
    answers = [list([{ id: 're_1', payment_intent: 'pi_2' }]), list([])];

    await expect(gateway().refundsAndDisputes('pi_1')).rejects.toMatchObject(UNAVAILABLE);
  });

  it.each([
    ['of another payment', { payment_intent: 'pi_2' }],
    ['of another request', { metadata: { refund_request: 'request-2' } }],
    ['of another amount', { amount: 2300 }],
    ['that is none', { object: 'charge' }],
  ])('when a refund is made: one %s', async (_what, change) => {
    const request = { orderId: 'order-1', requestId: 'request-1', idempotencyKey: 'key' };
    const made = { id: 're_1', object: 'refund', amount: 500, payment_intent: 'pi_1', metadata: { refund_request: 'request-1' } }; // prettier-ignore
    answers = [list([]), { body: { ...made, ...change } }];
    const stripe = gateway();
    const refund = () =>
      stripe.refund({ ...request, paymentIntentId: 'pi_1', amountMinor: 500, allowCreate: true });

    await expect(refund()).rejects.toMatchObject(UNAVAILABLE);
    expect(asked).toEqual(['GET /v1/refunds', 'POST /v1/refunds']);
  });

  it('when the account is read', async () => {
    answers = [{ body: {} }];

    await expect(gateway().currentAccount()).rejects.toMatchObject(UNAVAILABLE);
  });
});

describe('a payment that is created', () => {
  it('takes a new key where an earlier version has sent something else under this one', async () => {
    const error = { type: 'idempotency_error', message: 'Keys … the same parameters' };
    answers = [{ status: 400, body: { error } }];

    await expect(gateway().create(ORDER)).resolves.toBe('idempotency_key_exhausted');
  });

  it('keeps its key while a request with it is under way', async () => {
    const error = { type: 'idempotency_error', code: 'idempotency_key_in_use', message: 'busy' };
    answers = [1, 2, 3].map(() => ({ status: 409, body: { error } }));

    await expect(gateway().create(ORDER)).rejects.toThrow();
    expect(asked).toHaveLength(3);
  });
});

describe('a list that is read for reconciliation', () => {
  const SINCE = new Date(1_760_000_000_000);
  const EVENT = { id: 'evt_1', object: 'event', type: 'refund.created', created: 1_760_000_000, livemode: false, data: { object: { id: 're_1', object: 'refund', payment_intent: 'pi_1' } } }; // prettier-ignore
  const REFUND = { id: 're_1', object: 'refund', created: 1_760_000_000, payment_intent: 'pi_1' };
  const payments = (stripe = gateway()) => all(stripe.paymentsSince(SINCE));
  const refunds = (stripe = gateway()) => all(stripe.refundedOrDisputedSince(SINCE));
  const events = (stripe = gateway()) => all(stripe.eventsSince(SINCE));

  it('is read page by page', async () => {
    const [first, second] = [{ ...INTENT, livemode: false }, OTHER];
    answers = [list([first], true), list([second])];

    expect((await payments()).map(({ paymentIntentId }) => paymentIntentId)).toEqual([
      'pi_1',
      'pi_2',
    ]);
    answers = [
      list([REFUND]),
      list([{ ...REFUND, id: 'du_1', object: 'dispute', livemode: false }]),
    ];
    expect(await refunds()).toEqual(['pi_1', 'pi_1']);
    answers = [list([EVENT])];
    expect((await events()).map(({ eventId }) => eventId)).toEqual(['evt_1']);
  });

  it.each<[string, Answer]>([
    ['of live mode', list([INTENT, { ...OTHER, livemode: true }])],
    ['of before the time', list([INTENT, { ...OTHER, created: 1_759_999_999 }])],
    ['of another kind', list([INTENT, { ...OTHER, object: 'charge' }])],
    ['without an amount', list([INTENT, { ...OTHER, amount: undefined }])],
    ['in no list', { body: INTENT }],
    ['in a list without data', { body: { object: 'list', has_more: false } }],
    ['in null', { body: null }],
  ])('is no answer with a payment %s', async (_what, answer) => {
    answers = [answer];

    await expect(payments()).rejects.toMatchObject(UNAVAILABLE);
  });

  it('is no answer, and does not go on for ever, when the same page comes again', async () => {
    answers = [list([INTENT, OTHER], true), list([INTENT, OTHER], true)];

    await expect(payments()).rejects.toMatchObject(UNAVAILABLE);
    expect(asked).toHaveLength(2);
  });

  it('is no answer with refunds in the place of disputes, or events of another account', async () => {
    answers = [list([REFUND]), list([REFUND])];
    await expect(refunds()).rejects.toMatchObject(UNAVAILABLE);

    const stripe = gateway();
    answers = [{ body: { id: 'acct_1', object: 'account' } }, list([{ ...EVENT, account: 'acct_2' }])]; // prettier-ignore
    await stripe.currentAccount();
    await expect(events(stripe)).rejects.toMatchObject(UNAVAILABLE);
  });
});

describe('a payment that cannot be canceled because Stripe does not have it', () => {
  it('is asked for again, and is not taken for canceled if it is there', async () => {
    answers = [MISSING, { body: INTENT }];

    await expect(gateway().cancel('pi_1', 'abandoned', 'key')).rejects.toMatchObject(UNAVAILABLE);
    expect(asked).toEqual(['POST /v1/payment_intents/pi_1/cancel', 'GET /v1/payment_intents/pi_1']);
  });

  it('is as good as canceled when Stripe says so twice', async () => {
    answers = [MISSING, MISSING];

    await expect(gateway().cancel('pi_1', 'abandoned', 'key')).resolves.toBe('canceled');
  });
});
