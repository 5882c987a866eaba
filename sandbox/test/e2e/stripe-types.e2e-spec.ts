import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import {
  catalogue,
  eventually,
  Misfits,
  type Program,
  SandboxControl,
  startWebhookListener,
  takeMisfits,
  type WebhookListener,
} from 'stripe-sandbox/testing';
import type { Patch } from '../support/patch.js';
import { type RunningSandbox, startSandbox } from '../support/running-sandbox.js';
import { patchedSandbox, startSandboxProgram } from '../support/sandbox-program.js';
import { confirmInBrowser, refusalOf } from '../support/sdk.js';

const return_url = 'https://shop.example/return';
const paid = { confirm: true, payment_method: 'pm_card_visa', return_url };

describe('what a sandbox shows', () => {
  let sandbox: RunningSandbox;
  let stripe: Stripe;

  beforeAll(async () => {
    sandbox = await startSandbox();
    stripe = sandbox.stripe;
  });

  afterAll(() => sandbox.close());

  const pay = () =>
    stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      ...paid,
      expand: ['latest_charge'],
    });

  const misfitsOf = async (change: (intent: Record<string, unknown>) => void) => {
    const intent = JSON.parse(JSON.stringify(await pay())) as Record<string, unknown>;
    change(intent);
    return new Misfits(catalogue()).ofAnswer(intent);
  };

  it.each<[string, (intent: Record<string, unknown>) => void, string[]]>([
    ['nothing', () => undefined, []],
    [
      'a field left out',
      (intent) => delete intent['livemode'],
      ['payment_intent.livemode is missing, and PaymentIntent requires it'],
    ],
    [
      'a field of its own',
      (intent) => (intent['colour'] = 'red'),
      ['payment_intent.colour is not a field of PaymentIntent'],
    ],
    [
      'another type',
      (intent) => (intent['amount'] = '2300'),
      ['payment_intent.amount is "2300", not a number'],
    ],
    [
      'null where there is always something',
      (intent) => (intent['currency'] = null),
      ['payment_intent.currency is null, not a string'],
    ],
    [
      'a word that is not in the list',
      (intent) => (intent['capture_method'] = 'later'),
      [
        'payment_intent.capture_method is "later", not one of "manual", "automatic", "automatic_async"',
      ],
    ],
    [
      'a fault inside of an expanded object',
      (intent) => ((intent['latest_charge'] as Record<string, unknown>)['paid'] = 'yes'),
      ['payment_intent.latest_charge.paid is "yes", not one of false, true'],
    ],
    [
      'another object where a charge belongs',
      (intent) => (intent['latest_charge'] = { object: 'refund' }),
      [
        'payment_intent.latest_charge is {"object":"refund"}, not one of null or a string or a charge',
      ],
    ],
  ])('is compared with the types of the SDK: %s', async (_what, change, misfits) => {
    expect(await misfitsOf(change)).toEqual(misfits);
  });
});

/** Mistakes in what the sandbox writes. */
const MISTAKES: Patch[] = [
  { file: 'wire/payment-intent.js', find: 'livemode: false,', replace: '' },
  { file: 'wire/charge.js', find: "object: 'charge',", replace: "$& colour: 'red'," },
];
const LEFT_OUT = 'payment_intent.livemode is missing, and PaymentIntent requires it';

describe('a mistake in a serialiser is noticed, though no test looks for it,', () => {
  let program: Program;
  let listener: WebhookListener;
  let url: string;
  let stripe: Stripe;

  beforeAll(async () => {
    listener = await startWebhookListener();
    const script = await patchedSandbox('stripe-types', MISTAKES);
    const env = {
      SANDBOX_WEBHOOK_URL: listener.url,
      SANDBOX_WEBHOOK_SECRET: 'whsec_0123456789abcdef',
    };
    ({ program, stripe, url } = await startSandboxProgram({ script, env }));
    await new SandboxControl(url).set({ webhooks: 'off' });
  });

  afterAll(async () => {
    await program.stop();
    await listener.close();
  });

  const create = () => stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
  const noticed = () => takeMisfits().join('\n');

  it('in what the SDK reads', async () => {
    await create();
    expect(noticed()).toContain(`POST /v1/payment_intents\n  ${LEFT_OUT}`);

    await stripe.charges.list();
    expect(noticed()).toBe('');
  });

  it('in the error that the SDK throws', async () => {
    await refusalOf(
      stripe.paymentIntents.create({
        amount: 2300,
        currency: 'usd',
        ...paid,
        payment_method: 'pm_card_chargeDeclined',
      }),
    );

    expect(noticed()).toContain('error.payment_intent.livemode is missing');
  });

  it('in a list, and in the objects that events hold', async () => {
    await stripe.paymentIntents.create({ amount: 2300, currency: 'usd', ...paid });
    takeMisfits();

    await stripe.charges.list();
    const ofCharges = noticed();
    await stripe.events.list();
    const ofEvents = noticed();

    expect(ofCharges).toContain('list.data[0].colour is not a field of Charge');
    expect(ofEvents).toContain('.data.object.livemode is missing');
    expect(ofEvents).toContain('.data.object.colour is not a field of Charge');
  });

  it('in what a browser is answered', async () => {
    const intent = await create();
    takeMisfits();

    await confirmInBrowser(url, intent, {});

    expect(noticed()).toContain(LEFT_OUT);
  });

  it('in what a webhook brings', async () => {
    await new SandboxControl(url).set({ webhooks: 'on' });
    await create();
    await eventually(() => {
      expect(listener.received).toHaveLength(1);
    });

    expect(noticed()).toContain('a webhook\n  event.data.object.livemode is missing');
  });
});
