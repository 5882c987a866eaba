import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { describe, expect, it } from '@jest/globals';
import { emitEvent } from '../../src/api/emit-event.js';
import type { Endpoint } from '../../src/api/endpoint.js';
import { V1Api } from '../../src/api/v1-api.js';
import { SandboxStore } from '../../src/store/sandbox-store.js';

const brokenHalfway: Endpoint = {
  method: 'post',
  path: '/v1/broken',
  answer: (call) => {
    emitEvent(call, 'half.done', {});
    throw new Error('a mistake in the sandbox');
  },
};

describe('a mistake in the sandbox itself', () => {
  it("looks like Stripe's, undoes what was begun, and is answered again to the same key", async () => {
    const store = new SandboxStore(':memory:', () => undefined);
    const logged: string[] = [];
    const api = new V1Api(
      { store, account: 'acct_1', laterMs: 0 },
      {
        log: (_level, message) => logged.push(message),
        afterCommit: () => undefined,
        hold: () => Promise.resolve(),
      },
    );
    const app = express().post('/v1/broken', express.text(), api.handler(brokenHalfway));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const headers = { Authorization: 'Bearer sk_test_foliosandbox', 'Idempotency-Key': 'order:1' };
    const send = () => fetch(`http://127.0.0.1:${port}/v1/broken`, { method: 'POST', headers });

    const [first, second] = [await send(), await send()];
    const bodies = [await first.text(), await second.text()];
    server.close();
    server.closeAllConnections();
    const page = { limit: 10, startingAfter: null, endingBefore: null };
    const events = store.events.list(page, []).items;
    store.close();

    expect([first.status, second.status]).toEqual([500, 500]);
    expect(first.headers.get('stripe-should-retry')).toBe('false');
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(bodies[1]).toBe(bodies[0]);
    expect(bodies[0]).toContain('"type": "api_error"');
    expect(bodies[0]).not.toContain('a mistake in the sandbox');
    expect(logged.join()).toContain('a mistake in the sandbox');
    expect(events).toEqual([]);
  });
});
