import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { readStripeEvent } from './stripe-events.js';

const SECRET = 'whsec_first';
const now = () => Math.floor(Date.now() / 1000);

const EVENT = {
  id: 'evt_1',
  object: 'event',
  type: 'payment_intent.succeeded',
  api_version: '2026-08-26.dahlia',
  created: 1_767_225_600,
  livemode: false,
  data: {
    object: {
      id: 'pi_1',
      object: 'payment_intent',
      client_secret: 'pi_1_secret_2',
      metadata: { order_id: 'order-1' },
    },
  },
};
const BODY = JSON.stringify(EVENT);

const sign = (payload = BODY, secret = SECRET, timestamp = now()) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });

const TEST_MODE = { livemode: false, account: 'acct_1' };

const read = (signatures: string[], body: string | Buffer = BODY, secrets = [SECRET]) =>
  readStripeEvent(Buffer.from(body), signatures, secrets, TEST_MODE);

const readChanged = (changes: object) => {
  const body = JSON.stringify({ ...EVENT, ...changes });
  return () => read([sign(body)], body);
};

describe(readStripeEvent.name, () => {
  it('reads a signed event in the shop’s words', () => {
    const { payload, ...event } = read([sign()]);

    expect(event).toEqual({
      eventId: 'evt_1',
      type: 'payment_intent.succeeded',
      apiVersion: '2026-08-26.dahlia',
      createdAt: new Date('2026-01-01T00:00:00Z'),
      paymentIntentId: 'pi_1',
      claimedOrderId: 'order-1',
    });
    expect(JSON.parse(payload)).toMatchObject({ id: 'evt_1', type: 'payment_intent.succeeded' });
  });

  it.each([
    [{ livemode: true }, 'of live mode, and this shop is at test mode'],
    [{ account: 'acct_2' }, 'of account acct_2, and this shop is at account acct_1'],
  ])('refuses an event of another Stripe than the shop’s: %j', (changes, detail) => {
    expect(readChanged(changes)).toThrow(
      expect.objectContaining({
        code: 'invalid-event',
        options: expect.objectContaining({ detail: expect.stringContaining(detail) }),
      }),
    );
  });

  it('takes an event that names the shop’s own account, or comes before that is known', () => {
    const body = JSON.stringify({ ...EVENT, account: 'acct_1' });
    const unknown = { livemode: false, account: null };

    expect(readChanged({ account: 'acct_1' })()).toMatchObject({ eventId: 'evt_1' });
    expect(readStripeEvent(Buffer.from(body), [sign(body)], [SECRET], unknown)).toMatchObject({
      eventId: 'evt_1',
    });
  });

  it.each([
    ['a time beyond all calendars', { created: 1e15 }],
    ['a time before all payments', { created: -1 }],
    ['no mode', { livemode: undefined }],
  ])('refuses as no event of Stripe’s: %s', (_what, changes) => {
    expect(readChanged(changes)).toThrow(expect.objectContaining({ code: 'invalid-event' }));
  });

  it('refuses what is nested too deeply to be written again', () => {
    const depth = 5_000;
    const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const body = BODY.replace('"metadata":', `"deep":${nested},"metadata":`);

    expect(() => read([sign(body)], body)).toThrow(
      expect.objectContaining({ code: 'invalid-event' }),
    );
  });

  it('verifies bytes, not the text that they are decoded to', () => {
    const body = BODY.replace('order-1', '\uFFFD');
    const signed = Buffer.from(body);
    const altered = Buffer.from(
      signed.toString('latin1').replace('\xEF\xBF\xBD', '\xFF'),
      'latin1',
    );

    expect(read([sign(body)], signed)).toMatchObject({ claimedOrderId: '\uFFFD' });
    expect(() => read([sign(body)], altered)).toThrow(
      expect.objectContaining({ code: 'invalid-signature' }),
    );
  });

  it('keeps no client secret, nor a URL or text that carries one, nor where the books are sent', () => {
    const url = 'https://hooks.stripe.com/x?client_secret=src_1';
    const object = {
      ...EVENT.data.object,
      next_action: { redirect_to_url: { url, return_url: 'https://shop.example/checkout/token' } },
      description: url,
      note: 'pi_1_secret_2',
      shipping: { name: 'Ada Lovelace', address: { line1: '12 Mill Lane' } },
      evidence: { customer_name: 'Ada Lovelace', shipping_address: '12 Mill Lane' },
      last_payment_error: { payment_method: { billing_details: { name: 'Ada Lovelace' } } },
    };
    const body = JSON.stringify({ ...EVENT, data: { object } });

    const { payload } = read([sign(body)], body);

    expect(payload).not.toMatch(/client_secret|_secret_|checkout|Lovelace|Mill/);
  });

  it('finds the payment that a charge belongs to', () => {
    const object = { id: 'ch_1', object: 'charge', payment_intent: 'pi_7' };
    const body = JSON.stringify({ ...EVENT, data: { object } });

    expect(read([sign(body)], body)).toMatchObject({
      paymentIntentId: 'pi_7',
      claimedOrderId: null,
    });
  });

  it('accepts a second valid v1 beside one that is not', () => {
    const header = sign().replace(',v1=', `,v1=${'0'.repeat(64)},v1=`);

    expect(read([header]).eventId).toBe('evt_1');
  });

  it('accepts any of the secrets while they rotate, and none that was taken away', () => {
    const header = sign(BODY, 'whsec_old');

    expect(read([header], BODY, [SECRET, 'whsec_old']).eventId).toBe('evt_1');
    expect(() => read([header], BODY, [SECRET])).toThrow('invalid-signature');
  });

  it.each<[string, () => string[]]>([
    ['no header', () => []],
    ['an empty header', () => ['']],
    ['two headers', () => [sign(), sign()]],
    ['a wrong secret', () => [sign(BODY, 'whsec_other')]],
    ['another body', () => [sign(`${BODY} `)]],
    ['a v0 only', () => [sign().replace('v1=', 'v0=')]],
    ['five minutes too old', () => [sign(BODY, SECRET, now() - 301)]],
    ['five minutes too young', () => [sign(BODY, SECRET, now() + 310)]],
    ['ten years too young', () => [sign(BODY, SECRET, now() + 315_360_000)]],
    ['no timestamp', () => [sign().replace(/t=\d+,/, '')]],
    ['a timestamp that is no number', () => [sign().replace(/t=\d+/, 't=soon')]],
    ['two timestamps', () => [`t=${now()},${sign(BODY, SECRET, now() - 9_999)}`]],
    ['garbage', () => ['x=y']],
  ])('refuses %s', (_case, signatures) => {
    expect(() => read(signatures())).toThrow('invalid-signature');
  });

  it('refuses everything while no secret is set', () => {
    expect(() => read([sign(BODY, 'x')], BODY, [])).toThrow('no signing secret');
  });

  it.each([
    '<xml>',
    '{}',
    '[]',
    'null',
    '{"id":"evt_1"}',
    '{"object":"v2.core.event","id":"evt_1"}',
  ])('refuses what is signed but is no event: %s', (body) => {
    expect(() => read([sign(body)], body)).toThrow('invalid-event');
  });

  it('refuses a body of which a single byte was altered, whichever it is', () => {
    const header = sign();
    for (let at = 0; at < BODY.length; at += 1) {
      const altered = Buffer.from(BODY);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => read([header], altered)).toThrow('invalid-signature');
    }
  });
});
