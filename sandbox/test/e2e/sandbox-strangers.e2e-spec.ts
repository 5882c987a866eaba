import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root } from '../support/paths.js';
import { sendRaw } from '../support/raw-http.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

const ask = (line: string, headers: Record<string, string>) =>
  sendRaw(
    sandbox.url,
    [
      `${line} HTTP/1.1`,
      ...Object.entries({ 'Content-Length': '0', Connection: 'close', ...headers }).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      '\r\n',
    ].join('\r\n'),
  );

describe('a live key', () => {
  const KEYS = ['sk_live_0123456789abcdef', 'rk_live_0123456789abcdef', 'pk_live_0123456789abcdef'];
  const ways: [string, (key: string, url: string) => Promise<Response>][] = [
    ['a bearer', (key, url) => fetch(url, { headers: { Authorization: `Bearer ${key}` } })],
    [
      'a user name',
      (key, url) => fetch(url, { headers: { Authorization: `Basic ${btoa(`${key}:`)}` } }),
    ],
    ['a query', (key, url) => fetch(`${url}?key=${key}`)],
    [
      'a form',
      (key, url) => fetch(`${url}/confirm`, { method: 'POST', body: new URLSearchParams({ key }) }),
    ],
  ];

  it.each(ways)('is refused as %s, and not said again', async (_way, send) => {
    const { id } = await sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

    for (const key of KEYS) {
      const answer = await send(key, `${sandbox.url}/v1/payment_intents/${id}`);
      const body = await answer.text();

      expect(answer.status).toBe(401);
      expect(body).toContain('"type": "invalid_request_error"');
      expect(body).not.toContain(key.slice(8));
    }
  });

  it('is told apart from a key that is merely wrong', async () => {
    const headers = { Authorization: `Bearer ${KEYS[0] ?? ''}` };

    const answer = await fetch(`${sandbox.url}/v1/account`, { headers });

    expect(await answer.text()).toContain('A live API key was sent to the sandbox');
  });
});

describe('a stranger', () => {
  const STRANGERS = [
    { Host: 'evil.example' },
    { Host: '127.0.0.1.evil.example' },
    { Host: '127.0.0.1', Origin: 'https://evil.example' },
    { Host: '127.0.0.1', 'Sec-Fetch-Site': 'cross-site' },
  ];

  it('gets a 403 on every control route that the README tells of', async () => {
    const readme = await readFile(path.join(root, 'README.md'), 'utf8');
    const routes = [...readme.matchAll(/`(GET|POST|DELETE) (\/_sandbox\/\w+)/g)];
    const lines = [...new Set(routes.map(([, method, route]) => `${method} ${route}`))];

    const statuses = await Promise.all(
      lines.flatMap((line) => STRANGERS.map((headers) => ask(line, headers))),
    );

    expect(lines.length).toBeGreaterThan(4);
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([403]));
  });

  it('cannot answer for the shopper whom the bank asks', async () => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'https://shop.example/return',
    });
    const page = new URL(intent.next_action?.redirect_to_url?.url ?? '');
    const query = new URLSearchParams({
      key: 'pk_test_foliosandbox',
      client_secret: intent.client_secret ?? '',
      source: page.searchParams.get('source') ?? '',
      outcome: 'passed',
    });
    const line = `POST /v1/payment_intents/${intent.id}/authenticate?${query.toString()}`;

    const answers = await Promise.all(STRANGERS.map((headers) => ask(line, headers)));

    expect(answers.map(({ status }) => status)).toEqual(STRANGERS.map(() => 403));
    expect((await sandbox.stripe.paymentIntents.retrieve(intent.id)).status).toBe(
      'requires_action',
    );
  });
});

describe('an address that is none', () => {
  it.each(['GET //', 'GET http://x:99999/', 'GET /%'])('ends nothing as %s', async (line) => {
    const upgrade = { Host: '127.0.0.1', Connection: 'Upgrade', Upgrade: 'websocket' };

    expect((await ask(line, upgrade)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/_sandbox/health`)).status).toBe(200);
  });

  it('is read like any other when it names a host that is none', async () => {
    const headers = { Host: '127.0.0.1', Authorization: 'Bearer sk_test_foliosandbox' };

    expect((await ask('GET http://x:99999/v1/account?foo=1', headers)).status).toBe(400);
    expect((await ask('GET http://x:99999/v1/account', headers)).status).toBe(200);
  });
});
