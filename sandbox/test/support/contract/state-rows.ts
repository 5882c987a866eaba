import Stripe from 'stripe';
import { create, pay, return_url } from './payments.js';
import { refusalOf } from '../sdk.js';

type Intents = Stripe['paymentIntents'];

export interface StateRow {
  step: string;
  /** Resolves to the PaymentIntent it was about. */
  take: (stripe: Stripe) => Promise<{ id: string }>;
  status: Stripe.PaymentIntent.Status;
  /** After `payment_intent.created`. */
  events: string[];
  shows?: Partial<Stripe.PaymentIntent>;
}

const PAID = ['charge.succeeded', 'payment_intent.succeeded'];
const DECLINED = ['charge.failed', 'payment_intent.payment_failed'];
const HELD = ['charge.succeeded', 'payment_intent.amount_capturable_updated'];

const confirmed =
  (payment_method: string, more: Stripe.PaymentIntentConfirmParams = {}) =>
  async ({ paymentIntents }: Stripe) => {
    const { id } = await paymentIntents.create({ amount: 2300, currency: 'usd' });
    await settled(paymentIntents, id, { payment_method, return_url, ...more });
    return { id };
  };

/** A decline is an answer too. */
async function settled(intents: Intents, id: string, params: Stripe.PaymentIntentConfirmParams) {
  await intents.confirm(id, params).catch((error: unknown) => {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 402) return;
    throw error;
  });
}

const hold = (stripe: Stripe) => pay(stripe, 'pm_card_visa', { capture_method: 'manual' });

const PAYING: StateRow[] = [
  {
    step: 'create',
    take: (stripe) => create(stripe),
    status: 'requires_payment_method',
    events: [],
    shows: { amount_capturable: 0, amount_received: 0, latest_charge: null, payment_method: null },
  },
  {
    step: 'create with the types of payment method that are allowed',
    take: (stripe) => create(stripe, { allowed_payment_method_types: ['card'] }),
    status: 'requires_payment_method',
    events: [],
    shows: { allowed_payment_method_types: ['card'], payment_method_types: ['card'] },
  },
  {
    step: 'confirm with a type of payment method that is allowed',
    take: confirmed('pm_card_visa', { allowed_payment_method_types: ['card'] }),
    status: 'succeeded',
    events: PAID,
    shows: { allowed_payment_method_types: ['card'] },
  },
  {
    step: 'create with a payment method',
    take: (stripe) => create(stripe, { payment_method: 'pm_card_visa' }),
    status: 'requires_confirmation',
    events: [],
    shows: { latest_charge: null },
  },
  {
    step: 'confirm with a good card',
    take: confirmed('pm_card_visa'),
    status: 'succeeded',
    events: PAID,
    shows: { amount_received: 2300, capture_method: 'automatic_async', last_payment_error: null },
  },
  {
    step: 'confirm what was created with its payment method',
    take: async (stripe) => {
      const { id } = await create(stripe, { payment_method: 'pm_card_visa' });
      return stripe.paymentIntents.confirm(id, { return_url });
    },
    status: 'succeeded',
    events: PAID,
  },
  {
    step: 'create and confirm at once',
    take: (stripe) => pay(stripe, 'pm_card_visa'),
    status: 'succeeded',
    events: PAID,
  },
  {
    step: 'confirm with a card that is declined',
    take: confirmed('pm_card_chargeDeclined'),
    status: 'requires_payment_method',
    events: DECLINED,
    shows: { amount_received: 0, payment_method: null },
  },
  {
    step: 'create and confirm at once with a card that is declined: there is a PaymentIntent',
    take: async (stripe) => {
      const { payment_intent } = await refusalOf(pay(stripe, 'pm_card_chargeDeclined'));
      return { id: payment_intent?.id ?? '' };
    },
    status: 'requires_payment_method',
    events: DECLINED,
  },
  {
    step: 'confirm with a good card after a decline',
    take: async (stripe) => {
      const { id } = await confirmed('pm_card_chargeDeclined')(stripe);
      return stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa', return_url });
    },
    status: 'succeeded',
    events: [...DECLINED, ...PAID],
    shows: { last_payment_error: null, amount_received: 2300 },
  },
];

const ASKING: StateRow[] = [
  {
    step: 'confirm with a card whose bank asks',
    take: confirmed('pm_card_authenticationRequired'),
    status: 'requires_action',
    events: ['payment_intent.requires_action'],
    shows: { amount_received: 0, latest_charge: null },
  },
  {
    step: 'confirm with a card whose bank asks, when no question may be asked',
    take: confirmed('pm_card_authenticationRequired', { error_on_requires_action: true }),
    status: 'requires_payment_method',
    events: ['payment_intent.payment_failed'],
  },
  {
    step: 'cancel while the bank asks',
    take: async (stripe) => {
      const { id } = await confirmed('pm_card_authenticationRequired')(stripe);
      return stripe.paymentIntents.cancel(id);
    },
    status: 'canceled',
    events: ['payment_intent.requires_action', 'payment_intent.canceled'],
    shows: { next_action: null },
  },
];

const HOLDING: StateRow[] = [
  {
    step: 'confirm with manual capture',
    take: hold,
    status: 'requires_capture',
    events: HELD,
    shows: { amount_capturable: 2300, amount_received: 0 },
  },
  {
    step: 'capture all of it',
    take: async (stripe) => stripe.paymentIntents.capture((await hold(stripe)).id),
    status: 'succeeded',
    events: [...HELD, 'charge.captured', 'payment_intent.succeeded'],
    shows: { amount_capturable: 0, amount_received: 2300 },
  },
  {
    step: 'capture a part of it',
    take: async (stripe) =>
      stripe.paymentIntents.capture((await hold(stripe)).id, { amount_to_capture: 1000 }),
    status: 'succeeded',
    events: [...HELD, 'charge.captured', 'payment_intent.succeeded'],
    shows: { amount: 2300, amount_capturable: 0, amount_received: 1000 },
  },
];

const ENDING: StateRow[] = [
  {
    step: 'cancel',
    take: async (stripe) => {
      const { id } = await create(stripe);
      return stripe.paymentIntents.cancel(id, { cancellation_reason: 'abandoned' });
    },
    status: 'canceled',
    events: ['payment_intent.canceled'],
    shows: { cancellation_reason: 'abandoned' },
  },
  {
    step: 'update: there is no event of that name',
    take: async (stripe) => {
      const { id } = await create(stripe);
      return stripe.paymentIntents.update(id, { amount: 4600, description: 'Two books' });
    },
    status: 'requires_payment_method',
    events: [],
    shows: { amount: 4600, description: 'Two books' },
  },
];

export const STATES: StateRow[] = [...PAYING, ...ASKING, ...HOLDING, ...ENDING];
