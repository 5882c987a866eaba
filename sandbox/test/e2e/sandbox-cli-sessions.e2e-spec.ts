import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually, SandboxControl } from 'stripe-sandbox/testing';
import { askForSession, type CliFrame, CliSocket, openSession } from '../support/cli-socket.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;
let stripe: Stripe;

beforeEach(async () => {
  await start();
});

afterEach(() => sandbox.close());

async function start(dataFile?: string): Promise<void> {
  sandbox = await startSandbox(dataFile === undefined ? {} : { dataFile });
  stripe = sandbox.stripe;
}

const makeEvent = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

const frames = (socket: CliSocket, count: number): Promise<CliFrame[]> =>
  eventually(() => {
    expect(socket.frames).toHaveLength(count);
    return socket.frames;
  });

const pendingOf = async (socket: CliSocket) => {
  const { id } = JSON.parse(socket.frames[0]?.event_payload ?? '') as Stripe.Event;
  return (await stripe.events.retrieve(id)).pending_webhooks;
};

const settled = (socket: CliSocket) =>
  eventually(async () => {
    expect(await pendingOf(socket)).toBe(0);
  });

const attempts = () => new SandboxControl(sandbox.url).deliveries();

/** What the CLI reports of a shop that it forwarded to. */
const reply = ({ webhook_conversation_id, webhook_id }: CliFrame, status: number) => ({
  type: 'webhook_response',
  webhook_conversation_id,
  webhook_id,
  forward_url: 'http://localhost:3000/webhooks/stripe',
  status,
  http_headers: {},
  body: 'taken',
  request_headers: { 'Content-Type': 'application/json' },
  request_body: '{}',
  notification_id: 'evt',
});

describe('a session of the Stripe CLI', () => {
  it('is told where to connect and how events are signed', async () => {
    const { host } = new URL(sandbox.url);

    expect(await openSession(sandbox.url)).toEqual({
      websocket_id: expect.stringMatching(/^cliws_/),
      websocket_url: `ws://${host}/subscribe/${sandbox.account}`,
      websocket_authorized_feature: 'webhook-payloads',
      secret: expect.stringMatching(/^whsec_[0-9a-f]{64}$/),
      reconnect_delay: 86_400,
      default_version: '2026-08-26.dahlia',
      latest_version: '2026-10-28.endive',
      display_connect_filter_warning: false,
      device_token: expect.any(String),
    });
  });

  it('has the secret of its key and device, also after a restart', async () => {
    const secretOf = async (device_name: string, key?: string) => {
      const answer = await askForSession(sandbox.url, { device_name }, key);
      return ((await answer.json()) as { secret: string }).secret;
    };
    const before = [
      await secretOf('a'),
      await secretOf('b'),
      await secretOf('a', 'sk_test_other123'),
    ];
    await sandbox.close();
    await start(sandbox.dataFile);

    expect(await secretOf('a')).toBe(before[0]);
    expect(new Set(before).size).toBe(3);
  });

  it.each<[string, Record<string, string>, string]>([
    ['feature', { 'websocket_features[]': 'telepathy' }, 'websocket_features'],
    ['filter', { 'websocket_features[]': 'request_logs', filters: '{"mood":["bad"]}' }, 'filters'],
    ['parameter', { colour: 'blue' }, 'colour'],
  ])('is refused with a %s nobody knows', async (_what, fields, param) => {
    const answer = await askForSession(sandbox.url, fields);

    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { param } }]);
  });

  it('is not opened by a publishable key', async () => {
    expect((await askForSession(sandbox.url, {}, 'pk_test_foliosandbox')).status).toBe(401);
  });

  it('is refused when twenty listen already', async () => {
    const sockets = await Promise.all(
      Array.from({ length: 20 }, async () => CliSocket.connect(await openSession(sandbox.url))),
    );
    const statusNow = async () => (await askForSession(sandbox.url)).status;

    expect(await statusNow()).toBe(429);
    await sockets[0]?.cut();

    await eventually(async () => {
      expect(await statusNow()).toBe(200);
    });
  });
});

describe('the socket of a session', () => {
  it('brings each event at both versions, signed with the secret', async () => {
    const session = await openSession(sandbox.url);
    const socket = await CliSocket.connect(session);
    const { id } = await makeEvent();

    const both = await frames(socket, 2);

    const versions = ['2026-08-26.dahlia', '2026-10-28.endive'];
    expect(both.map(({ endpoint }) => endpoint.api_version)).toEqual([null, versions[1]]);
    for (const [index, { event_payload, http_headers }] of both.entries()) {
      const signature = http_headers['Stripe-Signature'] ?? '';
      expect(
        stripe.webhooks.constructEvent(event_payload, signature, session.secret),
      ).toMatchObject({
        api_version: versions[index],
        data: { object: { id } },
        pending_webhooks: 1,
      });
    }
  });

  it('brings once more what was not acknowledged, and nothing else', async () => {
    const session = await openSession(sandbox.url);
    const first = await CliSocket.connect(session);
    await makeEvent();
    const [taken, lost] = await frames(first, 2);
    if (!taken || !lost) throw new Error('Nothing came');
    first.acknowledge(taken);
    first.send('no JSON');
    first.send({ type: 'greeting' });
    first.acknowledge({ ...lost, webhook_conversation_id: 'wc_none' });
    await first.close('Resetting the connection');
    await makeEvent();

    const second = await CliSocket.connect(session);

    const again = await frames(second, 3);
    expect(again[0]?.webhook_conversation_id).toBe(lost.webhook_conversation_id);
    expect(again.map(({ webhook_conversation_id }) => webhook_conversation_id)).not.toContain(
      taken.webhook_conversation_id,
    );
  });

  it('takes up where it was after a restart', async () => {
    const session = await openSession(sandbox.url);
    const before = await CliSocket.connect(session);
    await makeEvent();
    await frames(before, 2);
    const { port } = new URL(sandbox.url);
    await sandbox.close();
    await before.closed;
    await start(sandbox.dataFile);
    const websocket_url = session.websocket_url.replace(port, new URL(sandbox.url).port);

    const after = await CliSocket.connect({ ...session, websocket_url });

    const [old] = await frames(after, 2);
    const signature = old?.http_headers['Stripe-Signature'] ?? '';
    expect(
      stripe.webhooks.constructEvent(old?.event_payload ?? '', signature, session.secret).type,
    ).toBe('payment_intent.created');
    await makeEvent();
    expect(await frames(after, 4)).toHaveLength(4);
  });

  it('that was closed with Ctrl-C leaves nothing to wait for', async () => {
    const session = await openSession(sandbox.url);
    const socket = await CliSocket.connect(session);
    await makeEvent();
    await frames(socket, 2);
    expect(await pendingOf(socket)).toBe(1);

    await socket.close('Connection Done');
    await settled(socket);

    const later = await CliSocket.connect(session);
    const { id } = await makeEvent();
    for (const { event_payload } of await frames(later, 2)) expect(event_payload).toContain(id);
  });

  it('that was cut is waited for, but does not count until it is back', async () => {
    const session = await openSession(sandbox.url);
    const socket = await CliSocket.connect(session);
    await makeEvent();
    await frames(socket, 2);

    await socket.cut();
    await settled(socket);

    const again = await CliSocket.connect(session);
    expect(await frames(again, 2)).toHaveLength(2);
    expect(await pendingOf(socket)).toBe(1);
  });

  it('is replaced by a second one of the same session', async () => {
    const session = await openSession(sandbox.url);
    const first = await CliSocket.connect(session);

    const second = await CliSocket.connect(session);

    await eventually(() => {
      expect([first.isOpen, second.isOpen]).toEqual([false, true]);
    });
    await makeEvent();
    expect(await frames(second, 2)).toHaveLength(2);
    expect(first.frames).toEqual([]);
  });

  it.each<[string, (id: string) => string]>([
    ['made up', () => 'cliws_none'],
    ['forged', (id) => id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    [
      'signed for something else',
      (id) =>
        `cliws_${Buffer.from('{"id":"we_1"}').toString('base64url')}.${id.split('.')[1] ?? ''}`,
    ],
  ])(
    'is refused to an id that is %s, in words that make the CLI ask anew',
    async (_case, change) => {
      const { websocket_id, websocket_url } = await openSession(sandbox.url);
      const url = websocket_url.replace('ws://', 'http://');
      const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket' };

      const answer = await refusedUpgrade(url, {
        ...upgrade,
        'Websocket-Id': change(websocket_id),
      });

      expect(answer).toMatchObject({
        status: 404,
        body: { error: { message: 'Unknown WebSocket ID.' } },
      });
    },
  );

  it('does not hold the sandbox up when it stops', async () => {
    const socket = await CliSocket.connect(await openSession(sandbox.url));
    const startedAt = performance.now();

    await sandbox.close();

    expect(await socket.closed).toBe(1006);
    // A polite end would wait for 30 s.
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});

describe('an event that the CLI took', () => {
  it('has arrived where nothing is forwarded', async () => {
    const socket = await CliSocket.connect(await openSession(sandbox.url));
    await makeEvent();
    for (const frame of await frames(socket, 2)) socket.acknowledge(frame);

    await settled(socket);

    expect(await attempts()).toEqual([]);
  });

  it.each([
    [200, 'delivered'],
    [500, 'failed'],
  ])('and the shop answered with %i is %s', async (status, delivery_state) => {
    const forward_to_url = 'localhost:3000/webhooks/stripe';
    const socket = await CliSocket.connect(await openSession(sandbox.url, { forward_to_url }));
    await makeEvent();
    const [first, second] = await frames(socket, 2);
    if (!first || !second) throw new Error('Nothing came');
    socket.acknowledge(first);
    socket.send(reply(first, status));
    // This one is often last to be heard of, and must not open the matter again.
    socket.acknowledge(second);

    await settled(socket);

    expect(await attempts()).toMatchObject([
      {
        endpoint: first.webhook_id,
        delivery_state,
        url: 'http://localhost:3000/webhooks/stripe',
        status,
        response: 'taken',
        request_body: '{}',
        request_headers: { 'Content-Type': 'application/json' },
      },
    ]);
  });
});

async function refusedUpgrade(url: string, headers: Record<string, string>) {
  const sent = request(url, { headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await json(response) };
}
