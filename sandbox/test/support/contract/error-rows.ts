import type Stripe from 'stripe';
import type { Sent } from './contract.js';
import { PARAMETER_ERRORS } from './parameter-rows.js';
import { create, pay, return_url } from './payments.js';

/** What stands under `error`; null: the field is not there. */
export interface Told {
  status: number;
  type?: string;
  code?: string | null;
  param?: string | null;
  message?: string | RegExp;
}

interface Ask {
  stripe: Stripe;
  send: (
    method: string,
    path: string,
    what?: { form?: string; headers?: Record<string, string> },
  ) => Promise<Sent>;
}

export type ErrorRow = [name: string, request: (ask: Ask) => Promise<unknown>, told: Told];

const confirmWith = (payment_method: string) => ({ payment_method, return_url });
const STATE = 'payment_intent_unexpected_state';
export const post =
  (path: string, form = '', headers: Record<string, string> = {}) =>
  ({ send }: Ask) =>
    send('POST', path, { form, headers });
export const get =
  (path: string, headers: Record<string, string> = {}) =>
  ({ send }: Ask) =>
    send('GET', path, { headers });
export const INTENTS = '/v1/payment_intents';

const OUT_OF_TURN: ErrorRow[] = [
  [
    'confirming what is paid',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa');
      return stripe.paymentIntents.confirm(id, confirmWith('pm_card_visa'));
    },
    {
      status: 400,
      code: STATE,
      param: null,
      message:
        'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
    },
  ],
  ...(['succeeded', 'canceled'] as const).map((status): ErrorRow => [
    `cancelling what has ${status}`,
    async ({ stripe }) => {
      const { id } = await (status === 'succeeded' ? pay(stripe, 'pm_card_visa') : create(stripe));
      if (status === 'canceled') await stripe.paymentIntents.cancel(id);
      return stripe.paymentIntents.cancel(id);
    },
    {
      status: 400,
      code: STATE,
      message: `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
    },
  ]),
  [
    'confirming what is canceled',
    async ({ stripe }) => {
      const { id } = await create(stripe);
      await stripe.paymentIntents.cancel(id);
      return stripe.paymentIntents.confirm(id, confirmWith('pm_card_visa'));
    },
    { status: 400, code: STATE, param: null },
  ],
  [
    'capturing too early',
    async ({ stripe }) => {
      const { id } = await create(stripe, { capture_method: 'manual' });
      return stripe.paymentIntents.capture(id);
    },
    { status: 400, code: STATE, param: null },
  ],
  [
    'capturing what is paid',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa');
      return stripe.paymentIntents.capture(id);
    },
    { status: 400, code: STATE, param: null },
  ],
  [
    'another amount for what is paid',
    async ({ stripe }) => {
      const { id } = await pay(stripe, 'pm_card_visa');
      return stripe.paymentIntents.update(id, { amount: 100 });
    },
    { status: 400, code: STATE },
  ],
  [
    'confirming without a return_url where a method might redirect',
    ({ stripe }) => create(stripe, { confirm: true, payment_method: 'pm_card_visa' }),
    { status: 400, message: /return_url/ },
  ],
];

const PARAMETERS: ErrorRow[] = [
  ['no amount', post(INTENTS, 'currency=usd'), missing('amount')],
  ['no currency', post(INTENTS, 'amount=2300'), missing('currency')],
  ['an unknown parameter', post(INTENTS, 'amount=2300&currency=usd&foo=1'), unknown('foo')],
  [
    'an unknown parameter inside of another',
    post(
      INTENTS,
      'amount=2300&currency=usd&automatic_payment_methods[enabled]=true&automatic_payment_methods[foo]=1',
    ),
    unknown('automatic_payment_methods[foo]'),
  ],
  [
    'an amount of nothing',
    post(INTENTS, 'amount=0&currency=usd'),
    {
      status: 400,
      code: 'parameter_invalid_integer',
      param: 'amount',
      message: 'This value must be greater than or equal to 1.',
    },
  ],
  [
    'an amount below the minimum',
    ({ stripe }) => create(stripe, { amount: 49 }),
    { status: 400, code: 'amount_too_small', param: 'amount' },
  ],
  [
    'a parameter that endive gave up',
    post(INTENTS, 'amount=2300&currency=usd&payment_method_types[]=card', {
      'Stripe-Version': '2026-10-28.endive',
    }),
    { status: 400, code: 'payment_method_types_no_longer_supported' },
  ],
];

const NOWHERE: ErrorRow[] = [
  ['an unknown PaymentIntent', get(`${INTENTS}/pi_x`), noSuch("payment_intent: 'pi_x'", 'intent')],
  ['an unknown charge', get('/v1/charges/ch_x'), noSuch("charge: 'ch_x'", 'id')],
  ['an unknown event', get('/v1/events/evt_x'), noSuch("event: 'evt_x'", 'id')],
  [
    'a PaymentMethod in a body that is nowhere',
    post(INTENTS, 'amount=2300&currency=usd&payment_method=pm_x'),
    { status: 400, code: 'resource_missing', param: 'payment_method' },
  ],
  [
    'an unknown URL',
    get('/v1/x'),
    {
      status: 404,
      code: null,
      message:
        /^Unrecognized request URL \(GET: \/v1\/x\)\. Please see https:\/\/stripe\.com\/docs or we can help at https:\/\/support\.stripe\.com\/\./,
    },
  ],
];

const KEYS: ErrorRow[] = [
  ['no key', get(INTENTS, { Authorization: '' }), badKey(/^You did not provide an API key/)],
  [
    'a key that is none',
    get(INTENTS, { Authorization: 'Bearer sk_test_no' }),
    badKey(/^Invalid API Key provided: sk_test_/),
  ],
  [
    'a publishable key on a route for servers',
    get(INTENTS, { Authorization: 'Bearer pk_test_foliosandbox' }),
    { status: 401 },
  ],
];

function missing(param: string): Told {
  const message = new RegExp(`^Missing required param: ${param}\\.`);
  return { status: 400, code: 'parameter_missing', param, message };
}

function unknown(param: string): Told {
  const message = `Received unknown parameter: ${param}`;
  return { status: 400, code: 'parameter_unknown', param, message };
}

function noSuch(what: string, param: string): Told {
  return { status: 404, code: 'resource_missing', param, message: `No such ${what}` };
}

function badKey(message: RegExp): Told {
  return { status: 401, code: null, message };
}

export const ERRORS: ErrorRow[] = [
  ...OUT_OF_TURN,
  ...PARAMETERS,
  ...PARAMETER_ERRORS,
  ...NOWHERE,
  ...KEYS,
];
