import type Stripe from 'stripe';
import { create, idOf, pay } from './payments.js';

export interface Listed {
  id: string;
  object: string;
  created: number;
}

export interface ListedResource {
  name: string;
  /** What its ids begin with. */
  prefix: string;
  url: string;
  make: (stripe: Stripe) => Promise<string>;
  retrieve: (stripe: Stripe, id: string) => Promise<{ id: string; object: string }>;
  list: (
    stripe: Stripe,
    params: Stripe.PaginationParams & Created,
  ) => Stripe.ApiListPromise<Listed>;
}

interface Created {
  created?: Stripe.RangeQueryParam;
}

const payNow = async (stripe: Stripe) => {
  const { latest_charge } = await pay(stripe, 'pm_card_visa', {
    capture_method: 'automatic',
    expand: ['latest_charge'],
  });
  if (typeof latest_charge !== 'object' || !latest_charge) throw new Error('No charge');
  return latest_charge;
};

export const LISTED: ListedResource[] = [
  {
    name: 'payment_intent',
    prefix: 'pi_',
    url: '/v1/payment_intents',
    make: async (stripe) => (await create(stripe)).id,
    retrieve: (stripe, id) => stripe.paymentIntents.retrieve(id),
    list: (stripe, params) => stripe.paymentIntents.list(params),
  },
  {
    name: 'charge',
    prefix: 'ch_',
    url: '/v1/charges',
    make: async (stripe) => (await payNow(stripe)).id,
    retrieve: (stripe, id) => stripe.charges.retrieve(id),
    list: (stripe, params) => stripe.charges.list(params),
  },
  {
    name: 'balance_transaction',
    prefix: 'txn_',
    url: '/v1/balance_transactions',
    make: async (stripe) => idOf((await payNow(stripe)).balance_transaction),
    retrieve: (stripe, id) => stripe.balanceTransactions.retrieve(id),
    list: (stripe, params) => stripe.balanceTransactions.list({ ...params, type: 'charge' }),
  },
  {
    name: 'refund',
    prefix: 're_',
    url: '/v1/refunds',
    make: async (stripe) => {
      const { id: payment_intent } = await pay(stripe, 'pm_card_visa');
      return (await stripe.refunds.create({ payment_intent })).id;
    },
    retrieve: (stripe, id) => stripe.refunds.retrieve(id),
    list: (stripe, params) => stripe.refunds.list(params),
  },
  {
    name: 'customer',
    prefix: 'cus_',
    url: '/v1/customers',
    make: async (stripe) => (await stripe.customers.create({ email: 'ada@example.com' })).id,
    retrieve: (stripe, id) => stripe.customers.retrieve(id),
    list: (stripe, params) => stripe.customers.list(params),
  },
  {
    name: 'event',
    prefix: 'evt_',
    url: '/v1/events',
    make: async (stripe) => {
      await create(stripe);
      const { data } = await stripe.events.list({ type: 'payment_intent.created', limit: 1 });
      return data[0]?.id ?? '';
    },
    retrieve: (stripe, id) => stripe.events.retrieve(id),
    list: (stripe, params) => stripe.events.list({ ...params, type: 'payment_intent.created' }),
  },
];
