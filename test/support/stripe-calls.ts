import type { Buyer } from './buyer.js';
import type { Fault, ProxiedRequest } from './fault-proxy.js';
import type { Answer } from './shopper.js';

/** A call of the shop to Stripe, and the shopper’s step that causes it. */
export interface StripeCall {
  name: string;
  /** Brings the shopper to that step. */
  prepare: (buyer: Buyer) => Promise<unknown>;
  step: (buyer: Buyer) => Promise<Answer>;
  /** Known after `prepare`. */
  recognize: (buyer: Buyer) => (request: ProxiedRequest) => boolean;
  /** A payment was confirmed before the step. */
  isConfirmed: boolean;
}

const begun = (buyer: Buyer) => buyer.begin();

const paid = async (buyer: Buyer) => {
  await buyer.begin();
  await buyer.pay();
};

const retrieve = ({ paymentIntentId }: Buyer) =>
  to('GET', `/v1/payment_intents/${paymentIntentId}`);

function to(wanted: string, wantedPath: string) {
  return ({ method, path }: ProxiedRequest) => method === wanted && path === wantedPath;
}

export const CREATE: StripeCall = {
  name: 'create',
  prepare: () => Promise.resolve(),
  step: (buyer) => buyer.begin(),
  recognize: ({ book }) => {
    const isCreate = to('POST', '/v1/payment_intents');
    return (request) =>
      isCreate(request) && request.body.get('description')?.endsWith(`: ${book.title}`) === true;
  },
  isConfirmed: false,
};

export const UPDATE: StripeCall = {
  name: 'update with the e-mail',
  prepare: begun,
  step: (buyer) => buyer.contact(),
  recognize: ({ paymentIntentId }) => to('POST', `/v1/payment_intents/${paymentIntentId}`),
  isConfirmed: false,
};

export const CANCEL: StripeCall = {
  name: 'cancel of a superseded order',
  prepare: async (buyer) => {
    await buyer.begin();
    buyer.setPrice(2500);
  },
  step: (buyer) => buyer.begin(),
  recognize: ({ paymentIntentId }) => to('POST', `/v1/payment_intents/${paymentIntentId}/cancel`),
  isConfirmed: false,
};

/** All but the question for the account, which is asked once in the life of a shop. */
export const STRIPE_CALLS: StripeCall[] = [
  CREATE,
  {
    name: 'retrieve for the payment page',
    prepare: begun,
    step: (buyer) => buyer.paymentPage(),
    recognize: retrieve,
    isConfirmed: false,
  },
  UPDATE,
  CANCEL,
  {
    name: 'retrieve for the payment page of a paid order',
    prepare: paid,
    step: (buyer) => buyer.paymentPage(),
    recognize: retrieve,
    isConfirmed: true,
  },
  {
    name: 'retrieve on return',
    prepare: paid,
    step: (buyer) => buyer.return(),
    recognize: retrieve,
    isConfirmed: true,
  },
  {
    name: 'retrieve for the order page',
    prepare: paid,
    step: (buyer) => buyer.orderPage(),
    recognize: retrieve,
    isConfirmed: true,
  },
];

export const FAULTS: [string, Fault][] = [
  ['lost on its way', 'dropBefore'],
  ['acted on, its answer lost', 'dropAfter'],
  ['answered after 30 s', { delayMs: 30_000 }],
  ['answered 409', { status: 409 }],
  ['answered 429', { status: 429 }],
  ['acted on and answered 500', { status: 500, acted: true }],
  ['answered 503', { status: 503 }],
];
