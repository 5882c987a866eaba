import { type Answer, type Call, ok } from '../../api/endpoint.js';
import type { Condition } from '../../store/page.js';
import { renderCustomer, renderDeletedCustomer } from '../../wire/customer.js';
import { noSuch } from '../../wire/stripe-error.js';
import { listOf, readCreated, readPage } from '../lists.js';

const NOT_DELETED: Condition = { sql: "NOT (body ->> '$.isDeleted')", values: [] };

export function retrieveCustomer({ params, store, objectId }: Call): Answer {
  params.refuseUnknown();
  const customer = store.customers.find(objectId);
  if (!customer) throw noSuch('customer', objectId, 'id');
  return ok(customer.isDeleted ? renderDeletedCustomer(customer) : renderCustomer(customer));
}

export function listCustomers(call: Call): Answer {
  const { params, store } = call;
  params.refuseNotImitated(['test_clock']);
  const page = readPage(params, { kind: 'customer', find: (id) => store.customers.find(id) });
  const conditions = [NOT_DELETED, ...ofEmail(call), ...readCreated(params)];
  params.refuseUnknown();
  return ok(listOf('/v1/customers', store.customers.list(page, conditions), renderCustomer));
}

/** To the letter: capitals count, as at Stripe. */
function ofEmail({ params }: Call): Condition[] {
  const email = params.value('email');
  return email === undefined ? [] : [{ sql: "body ->> '$.email' = ?", values: [email] }];
}
