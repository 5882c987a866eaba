import type Stripe from 'stripe';
import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { deleted, NO_CUSTOMER_TERMS } from '../../model/customer.js';
import { renderCustomer, renderDeletedCustomer } from '../../wire/customer.js';
import { randomId, randomInvoicePrefix } from '../../wire/random-id.js';
import { takeAway } from '../payment-methods/attach.js';
import { findCustomer, ofCustomer } from './find-customer.js';
import { readCustomerTerms } from './terms.js';

/** Parameters of Stripe's that lead to invoices, taxes and balances. */
const ALWAYS = [
  'balance',
  'cash_balance',
  'invoice_prefix',
  'invoice_settings',
  'next_invoice_sequence',
  'source',
  'tax',
  'tax_exempt',
  'validate',
] as const;

const NOT_IMITATED = {
  create: [...ALWAYS, 'payment_method', 'tax_id_data', 'test_clock'],
  update: [...ALWAYS, 'default_source'],
} as const satisfies {
  create: readonly (keyof Stripe.CustomerCreateParams)[];
  update: readonly (keyof Stripe.CustomerUpdateParams)[];
};

export function createCustomer(call: Call): Answer {
  const { params, store, now } = call;
  params.refuseNotImitated(NOT_IMITATED.create);
  const terms = readCustomerTerms(params, NO_CUSTOMER_TERMS);
  params.refuseUnknown();
  const customer = store.customers.save({
    ...terms,
    id: randomId('cus'),
    created: now,
    invoicePrefix: randomInvoicePrefix(),
    isDeleted: false,
  });
  const shown = renderCustomer(customer);
  emitEvent(call, 'customer.created', shown);
  return ok(shown);
}

export function updateCustomer(call: Call): Answer {
  const { params, store } = call;
  const found = findCustomer(call);
  params.refuseNotImitated(NOT_IMITATED.update);
  const terms = readCustomerTerms(params, found);
  params.refuseUnknown();
  const shown = renderCustomer(store.customers.save({ ...found, ...terms }));
  emitEvent(call, 'customer.updated', shown, renderCustomer(found));
  return ok(shown);
}

/** For good. The event still shows who it was. */
export function deleteCustomer(call: Call): Answer {
  const found = findCustomer(call);
  call.params.refuseUnknown();
  const theirs = call.store.paymentMethods.all([ofCustomer(found.id)]);
  for (const method of theirs) takeAway(call, method);
  call.store.customers.save(deleted(found));
  emitEvent(call, 'customer.deleted', renderCustomer(found));
  return ok(renderDeletedCustomer(found));
}
