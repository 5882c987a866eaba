import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { noSuch } from '../../wire/stripe-error.js';
import { readExpand } from '../expand.js';
import { listOf, readCreated, readPage } from '../lists.js';
import { findIntent } from './find-intent.js';
import { EXPANDABLE, expanded, showIntent } from './show-intent.js';

export function retrieveIntent(call: Call): Answer {
  const intent = findIntent(call);
  const expand = readExpand(call.params, EXPANDABLE);
  call.params.refuseUnknown();
  return ok(showIntent(call, intent, expand));
}

export function listIntents(call: Call): Answer {
  const { params, store } = call;
  const customer = params.text('customer') ?? null;
  if (customer !== null) throw noSuch('customer', customer, 'customer', 400);
  const find = (id: string) => store.paymentIntents.find(id);
  const page = readPage(params, { kind: 'payment_intent', find });
  const created = readCreated(params);
  const expand = readExpand(params, EXPANDABLE, 'data.');
  params.refuseUnknown();
  const intents = store.paymentIntents.list(page, created);
  return ok(listOf('/v1/payment_intents', intents, (intent) => expanded(call, intent, expand)));
}
