import type { Endpoint } from '../api/endpoint.js';
import { listCustomers, retrieveCustomer } from './customers/read.js';
import { createCustomer, deleteCustomer, updateCustomer } from './customers/write.js';

const ALL = '/v1/customers';
const ONE = `${ALL}/:id`;
const resource = 'customer';

export const customers: readonly Endpoint[] = [
  { method: 'post', path: ALL, answer: createCustomer, resource },
  { method: 'get', path: ALL, answer: listCustomers, resource, isList: true },
  { method: 'get', path: ONE, answer: retrieveCustomer, resource },
  { method: 'post', path: ONE, answer: updateCustomer, resource },
  { method: 'delete', path: ONE, answer: deleteCustomer, resource },
];
