import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { ALLOW_REDISPLAY, type PaymentMethod } from '../../model/payment-method.js';
import type { Condition } from '../../store/page.js';
import { renderPaymentMethod } from '../../wire/payment-method.js';
import type { Params } from '../../wire/params.js';
import { noSuch } from '../../wire/stripe-error.js';
import { findCustomer, ofCustomer, readCustomerId } from '../customers/find-customer.js';
import { listOf, readPage } from '../lists.js';

const NONE: Condition = { sql: 'FALSE', values: [] };

export function findMethod({ store, objectId }: Call): PaymentMethod {
  const paymentMethod = store.paymentMethods.find(objectId);
  if (paymentMethod) return paymentMethod;
  throw noSuch('PaymentMethod', objectId, 'payment_method');
}

export function retrievePaymentMethod(call: Call): Answer {
  call.params.refuseUnknown();
  return ok(renderPaymentMethod(findMethod(call)));
}

/** Those of a customer; without one there are none, as at Stripe. */
export function listPaymentMethods(call: Call): Answer {
  const customer = readCustomerId(call);
  call.params.refuseNotImitated(['customer_account']);
  return list(call, '/v1/payment_methods', customer === undefined ? NONE : ofCustomer(customer));
}

export function listMethodsOfCustomer(call: Call): Answer {
  const { id } = findCustomer(call);
  return list(call, `/v1/customers/${id}/payment_methods`, ofCustomer(id));
}

function list({ params, store }: Call, url: string, whose: Condition): Answer {
  const find = (id: string) => store.paymentMethods.find(id);
  const page = readPage(params, { kind: 'PaymentMethod', find });
  const conditions = [whose, ...ofType(params), ...ofRedisplay(params)];
  params.refuseUnknown();
  return ok(listOf(url, store.paymentMethods.list(page, conditions), renderPaymentMethod));
}

function ofType(params: Params): Condition[] {
  const type = params.value('type') ?? 'card';
  return type === 'card' ? [] : [NONE];
}

function ofRedisplay(params: Params): Condition[] {
  const wanted = params.oneOf('allow_redisplay', ALLOW_REDISPLAY);
  return wanted ? [{ sql: "body ->> '$.allowRedisplay' = ?", values: [wanted] }] : [];
}
