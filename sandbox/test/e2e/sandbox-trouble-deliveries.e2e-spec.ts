import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  eventually,
  SandboxControl,
  startWebhookListener,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';

const secret = 'whsec_test_0123456789';

let shop: WebhookListener;
let sandbox: RunningSandbox;
let control: SandboxControl;

async function start(dataFile?: string) {
  const webhook = { url: shop.url, secret };
  sandbox = await startSandbox({ webhook, retrySeconds: [0.05], ...(dataFile && { dataFile }) });
  control = new SandboxControl(sandbox.url);
}

beforeAll(async () => {
  shop = await startWebhookListener();
  await start();
});
beforeEach(() => {
  shop.received.length = 0;
});
afterEach(() => control.stopTrouble());
afterAll(async () => {
  await sandbox.close();
  await shop.close();
});

/** Less than what is held back waits by itself. */
const SECONDS = 8;

const create = () => sandbox.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

const pay = () =>
  sandbox.stripe.paymentIntents.create({
    amount: 2300,
    currency: 'usd',
    confirm: true,
    payment_method: 'pm_card_visa',
    return_url: 'https://shop.example/back',
  });

const eventOf = ({ body }: WebhookListener['received'][number]) => JSON.parse(body) as Stripe.Event;

const received = (count: number) =>
  eventually(() => {
    expect(shop.received).toHaveLength(count);
    return shop.received;
  }, SECONDS);

/** The attempts at every event of this payment. */
async function attemptsFor({ id }: Stripe.PaymentIntent) {
  const { data: events } = await sandbox.stripe.events.list({ limit: 20 });
  const ofIntent = events.filter(({ data }) => JSON.stringify(data).includes(id));
  const ids = new Set(ofIntent.map((event) => event.id));
  return (await control.deliveries()).filter(({ event }) => ids.has(event));
}

const attempts = (intent: Stripe.PaymentIntent, count: number) =>
  eventually(async () => {
    const found = await attemptsFor(intent);
    expect(found).toHaveLength(count);
    return found;
  });

const isSigned = ({ body, headers }: WebhookListener['received'][number]) => {
  try {
    sandbox.stripe.webhooks.constructEvent(body, String(headers['stripe-signature']), secret);
    return true;
  } catch {
    return false;
  }
};

describe('drop_deliveries', () => {
  it('records a failure, sends nothing, and the retry arrives', async () => {
    await control.makeTrouble({ drop_deliveries: { times: 1 } });
    const intent = await create();

    expect(await attempts(intent, 2)).toMatchObject([
      {
        status: null,
        error: expect.stringContaining('nothing was sent'),
        trouble: 'drop_deliveries',
      },
      { status: 200, delivery_state: 'delivered', trouble: null },
    ]);
    expect(shop.received).toHaveLength(1);
  });

  it('drops until no retry is left; the event can still be resent', async () => {
    await control.makeTrouble({ drop_deliveries: { type: 'payment_intent.*' } });
    const intent = await create();
    await attempts(intent, 2);
    expect(shop.received).toHaveLength(0);
    const { data: failed } = await sandbox.stripe.events.list({ delivery_success: false });
    expect(failed.map(({ data }) => (data.object as { id: string }).id)).toContain(intent.id);

    await control.stopTrouble();
    await sandbox.stripe.rawRequest('POST', `/v1/events/${failed[0]?.id ?? ''}/retry`);

    expect((await received(1)).map(isSigned)).toEqual([true]);
  });

  it('leaves other types of event alone', async () => {
    await control.makeTrouble({ drop_deliveries: { type: 'charge.*' } });
    const intent = await pay();

    // Two that arrive, and one with no retry left that could arrive later.
    await attempts(intent, 4);
    const types = (await received(2)).map((webhook) => eventOf(webhook).type);
    expect(types.sort()).toEqual(['payment_intent.created', 'payment_intent.succeeded']);
  });
});

describe('mute_webhooks', () => {
  it('owes nobody what happens meanwhile; it can still be resent', async () => {
    await control.makeTrouble({ mute_webhooks: {} });
    await create();
    const { data } = await sandbox.stripe.events.list({ limit: 1 });
    await control.stopTrouble();
    await expectQuiet();

    await sandbox.stripe.rawRequest('POST', `/v1/events/${data[0]?.id ?? ''}/retry`);

    expect(data[0]?.pending_webhooks).toBe(0);
    expect((await received(1)).map(eventOf)).toMatchObject([{ id: data[0]?.id }]);
  });
});

describe('repeat_deliveries', () => {
  it('sends the same event twice, and records both', async () => {
    await control.makeTrouble({ repeat_deliveries: {} });
    const intent = await create();

    const [first, second] = (await received(2)).map(eventOf);
    expect(first?.id).toBe(second?.id);
    expect(await attempts(intent, 2)).toMatchObject([
      { status: 200, trouble: 'repeat_deliveries' },
      { status: 200, trouble: 'repeat_deliveries' },
    ]);
  });

  it('uses up one retry for both', async () => {
    const webhook = { url: shop.url, secret };
    const another = await startSandbox({ webhook, retrySeconds: [0.05, 0.05] });
    await new SandboxControl(another.url).makeTrouble({ repeat_deliveries: { times: 1 } });
    shop.answers.push(500, 500, 500);
    await another.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });

    // Both, and two retries.
    await received(4).finally(() => another.close());
  });
});

describe('forge_signatures', () => {
  it('signs wrong once, and right when it is tried again', async () => {
    shop.answers.push(400);
    await control.makeTrouble({ forge_signatures: { times: 1 } });
    await create();

    expect((await received(2)).map(isSigned)).toEqual([false, true]);
  });
});

describe('delay_deliveries', () => {
  it('lets later events overtake', async () => {
    await control.makeTrouble({ delay_deliveries: { ms: 700, type: 'payment_intent.created' } });
    await pay();

    const types = (await received(3)).map((webhook) => eventOf(webhook).type);
    expect(types.at(-1)).toBe('payment_intent.created');
  });

  it('makes a first attempt late, not its retries', async () => {
    shop.answers.push(500);
    await control.makeTrouble({ delay_deliveries: { ms: 100 } });
    const intent = await create();

    expect(await attempts(intent, 2)).toMatchObject([
      { status: 500, trouble: 'delay_deliveries' },
      { status: 200, trouble: null },
    ]);
  });

  it('ends when it is stopped: what waits goes out at once', async () => {
    await control.makeTrouble({ delay_deliveries: { ms: 60_000 } });
    await create();
    await expectQuiet();

    await control.stopTrouble();

    await received(1);
  });

  it('goes on when another kind is stopped', async () => {
    await control.makeTrouble({ delay_deliveries: { ms: 60_000 }, slow_requests: { ms: 1 } });
    await create();

    await control.stopTrouble('slow_requests');
    await expectQuiet();

    await control.stopTrouble('delay_deliveries');
    await received(1);
  });
});

describe('reorder_deliveries', () => {
  it('sends what it held backwards, each after the answer to the one before', async () => {
    await control.makeTrouble({ reorder_deliveries: { hold: 3 } });
    const first = await create();
    const second = await create();
    await expectQuiet();
    const third = await create();

    const ids = (await received(3)).map(
      (webhook) => (eventOf(webhook).data.object as { id: string }).id,
    );
    expect(ids).toEqual([third.id, second.id, first.id]);
    const times = (await attemptsBy([third, second, first])).map((each) => [
      each.created_ms,
      each.created_ms + each.duration_ms,
    ]);
    expect(times.flat()).toEqual(times.flat().toSorted((a, b) => a - b));
  });

  it('lets go when it is stopped', async () => {
    await control.makeTrouble({ reorder_deliveries: { hold: 20 } });
    await create();
    await create();
    await expectQuiet();

    await control.stopTrouble('reorder_deliveries');

    await received(2);
  });

  it('holds nothing that was still delayed when it was stopped', async () => {
    await control.makeTrouble({
      reorder_deliveries: { hold: 20 },
      delay_deliveries: { ms: 60_000 },
    });
    await create();
    await expectQuiet();

    await control.stopTrouble('reorder_deliveries');
    await control.stopTrouble('delay_deliveries');

    await received(1);
  });
});

describe('what trouble holds back', () => {
  it.each([{ reorder_deliveries: { hold: 20 } }, { delay_deliveries: { ms: 60_000 } }])(
    'is not lost, and delays nobody, when the sandbox stops meanwhile: %j',
    async (trouble) => {
      await control.makeTrouble(trouble);
      await create();
      await expectQuiet();
      const started = performance.now();

      await sandbox.close();
      expect(performance.now() - started).toBeLessThan(3_000);
      expect(shop.received).toHaveLength(0);

      await start(sandbox.dataFile);
      await control.stopTrouble();
      await received(1);
    },
  );
});

/** A delivery that nobody holds back has arrived after two more requests. */
async function expectQuiet() {
  const { data } = await sandbox.stripe.paymentIntents.list({ limit: 1 });
  await sandbox.stripe.paymentIntents.retrieve(data[0]?.id ?? '');
  expect(shop.received).toHaveLength(0);
}

async function attemptsBy(intents: Stripe.PaymentIntent[]) {
  return (await Promise.all(intents.map((intent) => attempts(intent, 1)))).flat();
}
