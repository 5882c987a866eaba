import { request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let sandbox: RunningSandbox;

beforeAll(async () => {
  sandbox = await startSandbox();
});

afterAll(() => sandbox.close());

/** fetch() would not let a test say which Host it means. */
async function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  const sent = request(`${sandbox.url}/_sandbox/health`, { headers }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe('the control routes', () => {
  it('say that the sandbox is well, and whose it is', async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/health`);

    const { account } = sandbox;
    expect(await response.json()).toEqual({ status: 'ok', program: 'folio-sandbox', account });
  });

  it('list the requests to the API, oldest first, without what was in them', async () => {
    const { id } = await sandbox.stripe.paymentIntents.create(
      { amount: 2300, currency: 'usd', description: 'a secret' },
      { idempotencyKey: 'order:1' },
    );
    await sandbox.stripe.paymentIntents.retrieve(id);
    const list = async (query: string) =>
      (await fetch(`${sandbox.url}/_sandbox/requests?${query}`)).json();

    expect(await list('')).toEqual({
      data: [
        {
          id: expect.stringMatching(/^req_/),
          method: 'POST',
          path: '/v1/payment_intents',
          status: 200,
          idempotency_key: 'order:1',
          idempotent_replayed: false,
          original_request: null,
          stripe_version: '2026-10-28.endive',
          created_ms: expect.any(Number),
          trouble: null,
          error: null,
        },
        expect.objectContaining({ method: 'GET', path: `/v1/payment_intents/${id}` }),
      ],
    });
    await sandbox.stripe.charges.retrieve('ch_x').catch(() => undefined);
    expect(await list('path=/v1/charges/ch_x')).toMatchObject({
      data: [
        {
          status: 404,
          error: {
            type: 'invalid_request_error',
            code: 'resource_missing',
            param: 'id',
            message: "No such charge: 'ch_x'",
          },
        },
      ],
    });
    expect(await list('idempotency_key=order:1')).toMatchObject({ data: [{ method: 'POST' }] });
    expect(await list(`path=/v1/payment_intents/${id}`)).toMatchObject({
      data: [{ method: 'GET' }],
    });
    expect(JSON.stringify(await list(''))).not.toContain('a secret');
  });

  it.each([
    ['GET', 'reset', 'POST'],
    ['POST', 'health', 'GET, HEAD'],
    ['PUT', 'trouble', 'GET, HEAD, POST, DELETE'],
  ])('answer %s /_sandbox/%s with the methods that it takes', async (method, route, methods) => {
    const response = await fetch(`${sandbox.url}/_sandbox/${route}`, { method });

    expect([response.status, response.headers.get('allow')]).toEqual([405, methods]);
    expect(await response.json()).toEqual({
      error: `/_sandbox/${route} does not take ${method}. It takes ${methods}.`,
    });
  });

  it('name each other when there is none of that name', async () => {
    const response = await fetch(`${sandbox.url}/_sandbox/nowhere`);

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: expect.stringContaining('/_sandbox/reset') });
  });

  it('are closed to a name that was rebound to this machine', async () => {
    expect(await statusWith({ Host: 'evil.example' })).toBe(403);
    expect(await statusWith({ Host: '127.0.0.1.evil.example' })).toBe(403);
    expect(await statusWith({ Host: 'localhost:12111' })).toBe(200);
    expect(await statusWith({ Host: '[::1]:12111' })).toBe(200);
  });

  it('are closed to pages of other origins', async () => {
    const { host } = new URL(sandbox.url);

    expect(await statusWith({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403);
    expect(await statusWith({ 'Sec-Fetch-Site': 'same-site' })).toBe(403);
    expect(await statusWith({ Origin: 'http://localhost:3000' })).toBe(403);
    expect(await statusWith({ Origin: 'null' })).toBe(403);
    expect(await statusWith({ 'Sec-Fetch-Site': 'same-origin', Origin: `http://${host}` })).toBe(
      200,
    );
  });
});
