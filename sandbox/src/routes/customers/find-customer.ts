import type { Call } from '../../api/endpoint.js';
import type { Customer } from '../../model/customer.js';
import type { Condition } from '../../store/page.js';
import { noSuch } from '../../wire/stripe-error.js';

/** The one in the path. Nothing can be done any more with one that was deleted. */
export function findCustomer(call: Call): Customer {
  const customer = findKept(call, call.objectId);
  if (customer) return customer;
  throw noSuch('customer', call.objectId, 'id');
}

/** The id in the parameter `customer`, if there is one. */
export function readCustomerId(call: Call): string | undefined {
  const id = call.params.value('customer');
  if (id === undefined || findKept(call, id)) return id;
  throw noSuch('customer', id, 'customer', 400);
}

/** Narrows a list to one customer's, if the caller names one. */
export function readOfCustomer(call: Call): Condition[] {
  const id = readCustomerId(call);
  return id === undefined ? [] : [ofCustomer(id)];
}

export function ofCustomer(id: string): Condition {
  return { sql: "body ->> '$.customerId' = ?", values: [id] };
}

function findKept({ store }: Call, id: string): Customer | undefined {
  const customer = store.customers.find(id);
  return customer?.isDeleted === false ? customer : undefined;
}
