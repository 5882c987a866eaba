import type Stripe from 'stripe';
import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import type { Charge } from '../model/charge.js';
import type { Condition } from '../store/page.js';
import { renderCharge } from '../wire/charge.js';
import { renderPaymentIntent } from '../wire/payment-intent.js';
import { noSuch } from '../wire/stripe-error.js';
import { readExpand } from './expand.js';
import { listOf, readCreated, readPage } from './lists.js';

const EXPANDABLE = ['payment_intent'] as const;

type Expand = ReadonlySet<(typeof EXPANDABLE)[number]>;

export const charges: readonly Endpoint[] = [
  { method: 'get', path: '/v1/charges', answer: listCharges },
  { method: 'get', path: '/v1/charges/:id', answer: retrieveCharge },
];

function retrieveCharge(call: Call): Answer {
  const { params, store, objectId } = call;
  const expand = readExpand(params, EXPANDABLE);
  params.refuseUnknown();
  const charge = store.charges.find(objectId);
  if (!charge) throw noSuch('charge', objectId, 'id');
  return ok(showCharge(call, charge, expand));
}

function listCharges(call: Call): Answer {
  const { params, store } = call;
  const customer = params.text('customer') ?? null;
  if (customer !== null) throw noSuch('customer', customer, 'customer', 400);
  const page = readPage(params, { kind: 'charge', find: (id) => store.charges.find(id) });
  const conditions = [...ofIntent(call), ...readCreated(params)];
  const expand = readExpand(params, EXPANDABLE, 'data.');
  params.refuseUnknown();
  const found = store.charges.list(page, conditions);
  return ok(listOf('/v1/charges', found, (charge) => showCharge(call, charge, expand)));
}

function ofIntent({ params, store }: Call): Condition[] {
  const id = params.text('payment_intent') ?? null;
  if (id === null) return [];
  if (!store.paymentIntents.find(id)) throw noSuch('payment_intent', id, 'payment_intent', 400);
  return [{ sql: 'parent = ?', values: [id] }];
}

function showCharge({ store }: Call, charge: Charge, expand: Expand): Stripe.Charge {
  const rendered = renderCharge(charge);
  const intent = expand.has('payment_intent') && store.paymentIntents.find(charge.paymentIntentId);
  return intent ? { ...rendered, payment_intent: renderPaymentIntent(intent) } : rendered;
}
