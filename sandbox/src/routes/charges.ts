import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import type { Condition } from '../store/page.js';
import { renderCharge } from '../wire/charge.js';
import { noSuch } from '../wire/stripe-error.js';
import { readOfCustomer } from './customers/find-customer.js';
import { listOf, readCreated, readPage } from './lists.js';

const resource = 'charge';

export const charges: readonly Endpoint[] = [
  { method: 'get', path: '/v1/charges', answer: listCharges, resource, isList: true },
  { method: 'get', path: '/v1/charges/:id', answer: retrieveCharge, resource },
];

function retrieveCharge({ params, store, objectId }: Call): Answer {
  params.refuseUnknown();
  const charge = store.charges.find(objectId);
  if (!charge) throw noSuch('charge', objectId, 'id');
  return ok(renderCharge(charge));
}

function listCharges(call: Call): Answer {
  const { params, store } = call;
  const page = readPage(params, { kind: 'charge', find: (id) => store.charges.find(id) });
  const conditions = [...ofIntent(call), ...readOfCustomer(call), ...readCreated(params)];
  params.refuseNotImitated(['transfer_group']);
  params.refuseUnknown();
  const found = store.charges.list(page, conditions);
  return ok(listOf('/v1/charges', found, renderCharge));
}

function ofIntent({ params, store }: Call): Condition[] {
  const id = params.value('payment_intent');
  if (id === undefined) return [];
  if (!store.paymentIntents.find(id)) throw noSuch('payment_intent', id, 'payment_intent', 400);
  return [{ sql: 'parent = ?', values: [id] }];
}
