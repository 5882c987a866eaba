import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';
import { readOfCustomer } from '../customers/find-customer.js';
import { listOf, readCreated, readPage } from '../lists.js';
import { findIntent } from './find-intent.js';
import { NOT_IMITATED } from './not-imitated.js';
import { showIntent } from './show-intent.js';

export function retrieveIntent(call: Call): Answer {
  const intent = findIntent(call);
  call.params.refuseUnknown();
  return ok(showIntent(call, intent));
}

export function listIntents(call: Call): Answer {
  const { params, store } = call;
  const find = (id: string) => store.paymentIntents.find(id);
  const page = readPage(params, { kind: 'payment_intent', find });
  const conditions = [...readOfCustomer(call), ...readCreated(params)];
  params.refuseNotImitated(NOT_IMITATED.list);
  params.refuseUnknown();
  const intents = store.paymentIntents.list(page, conditions);
  return ok(listOf('/v1/payment_intents', intents, renderPaymentIntent));
}
