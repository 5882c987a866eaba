import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { charge } from '../support/charging.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

let listener: WebhookListener;
let sandbox: RunningSandbox;

beforeEach(async () => {
  listener = await startWebhookListener();
  const webhook = { url: listener.url, secret: 'whsec_test_0123456789' };
  sandbox = await startSandbox({ dataFile: ':memory:', webhook, retrySeconds: [0.5, 0.5] });
});

afterEach(async () => {
  await sandbox.close();
  await listener.close();
});

const create = () => sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

/** Everything that a test file could see of another. */
async function seen() {
  const { stripe, control } = sandbox;
  const lists = [
    stripe.paymentIntents.list(),
    stripe.charges.list(),
    stripe.customers.list(),
    stripe.refunds.list(),
    stripe.disputes.list(),
    stripe.balanceTransactions.list(),
    stripe.events.list(),
  ];
  const objects = (await Promise.all(lists)).flatMap(({ data }) => data.map(({ id }) => id));
  const { data: endpoints } = await stripe.webhookEndpoints.list();
  return {
    objects,
    endpoints: endpoints.map(({ id }) => id),
    deliveries: await control.deliveries(),
  };
}

const reset = () => new SandboxControl(sandbox.url).reset();

describe('POST /_sandbox/reset', () => {
  it('leaves nothing of what was there but the account and the configured endpoint', async () => {
    const { stripe } = sandbox;
    const before = await seen();
    await charge(stripe, 'pm_card_visa');
    await stripe.customers.create({ name: 'Ada' });
    await stripe.webhookEndpoints.create({ url: listener.url, enabled_events: ['*'] });
    await eventually(async () => {
      expect((await sandbox.control.deliveries()).length).toBeGreaterThan(2);
    });
    const { id } = await stripe.accounts.retrieveCurrent();

    await reset();

    expect(await seen()).toEqual(before);
    expect((await stripe.accounts.retrieveCurrent()).id).toBe(id);
  });

  it('forgets the requests and the idempotency keys', async () => {
    const options = { idempotencyKey: 'order:1' };
    const first = await sandbox.stripe.paymentIntents.create(
      { amount: 2300, currency: 'usd' },
      options,
    );

    await reset();

    expect(await sandbox.control.requests()).toEqual([]);
    const second = await sandbox.stripe.paymentIntents.create(
      { amount: 999, currency: 'usd' },
      options,
    );
    expect(second.id).not.toBe(first.id);
  });

  it('ends what was to be delivered yet, and delivers what happens next', async () => {
    listener.answers.push(500, 500);
    await create();
    await eventually(() => {
      expect(listener.received).toHaveLength(1);
    });

    await reset();
    const before = listener.received.length;
    const { id: after } = await create();

    // It is delivered again: by then so would have been what was before.
    await eventually(async () => {
      const [newest] = await sandbox.control.deliveries();
      expect(newest).toMatchObject({ delivery_state: 'delivered' });
    });
    const bodies = listener.received.slice(before).map(({ body }) => body);
    expect(bodies).toEqual([expect.stringContaining(after), expect.stringContaining(after)]);
  });

  it('gives up a delivery that is on its way, and records nothing of it', async () => {
    const letGo = listener.hold();
    await create();
    await eventually(() => {
      expect(listener.received).toHaveLength(1);
    });

    await reset();
    letGo();

    const { id } = await create();
    await eventually(async () => {
      expect(await sandbox.control.deliveries()).toHaveLength(1);
    });
    const [delivery] = await sandbox.control.deliveries();
    expect(delivery?.request_body).toContain(id);
  });

  it('ends trouble, and what trouble held back does not come afterwards', async () => {
    await sandbox.control.makeTrouble({ delay_deliveries: { ms: 60_000 } });
    await create();
    await sandbox.control.makeTrouble({ slow_requests: { ms: 60_000, when: 'before', times: 1 } });
    const held = create();
    await eventually(async () => {
      // Counted when it meets a request.
      const trouble = await fetch(`${sandbox.url}/_sandbox/trouble`);
      const { on } = (await trouble.json()) as { on: object };
      expect(on).not.toHaveProperty('slow_requests');
    });

    await reset();
    await held;

    expect((await seen()).objects).toEqual([]);
    const { id } = await create();
    await eventually(() => {
      expect(listener.received.map(({ body }) => body)).toEqual([expect.stringContaining(id)]);
    });
  });

  it('tells nobody of a request that it let go on', async () => {
    await sandbox.control.makeTrouble({ slow_requests: { ms: 60_000, when: 'before', times: 1 } });
    const held = create();
    await eventually(async () => {
      const trouble = await fetch(`${sandbox.url}/_sandbox/trouble`);
      const { on } = (await trouble.json()) as { on: object };
      expect(on).not.toHaveProperty('slow_requests');
    });

    await Promise.all([reset(), reset()]);
    await held;
    const { id } = await create();

    await eventually(async () => {
      expect(await sandbox.control.deliveries()).toMatchObject([{ delivery_state: 'delivered' }]);
    });
    expect(listener.received.map(({ body }) => body)).toEqual([expect.stringContaining(id)]);
  });

  it('takes under 50 ms with hundreds of payments', async () => {
    let fastest = Infinity;
    // What else the machine does only adds to it.
    for (let round = 0; round < 5 && fastest >= 50; round += 1) {
      for (let count = 0; count < 10; count += 1) {
        await Promise.all(Array.from({ length: 20 }, create));
      }
      await eventually(async () => {
        expect(await sandbox.control.deliveries()).toHaveLength(200);
      });
      const started = performance.now();
      await reset();
      fastest = Math.min(fastest, performance.now() - started);
    }

    expect(fastest).toBeLessThan(50);
  });

  it('is refused to a page of another origin', async () => {
    await create();

    const { status } = await fetch(`${sandbox.url}/_sandbox/reset`, {
      method: 'POST',
      headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    });

    expect(status).toBe(403);
    expect((await seen()).objects).not.toEqual([]);
  });
});
