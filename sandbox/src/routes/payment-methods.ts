import type { Endpoint } from '../api/endpoint.js';
import { attachPaymentMethod, detachPaymentMethod } from './payment-methods/attach.js';
import {
  listMethodsOfCustomer,
  listPaymentMethods,
  retrievePaymentMethod,
} from './payment-methods/read.js';
import { createPaymentMethod, updatePaymentMethod } from './payment-methods/write.js';

const ALL = '/v1/payment_methods';
const ONE = `${ALL}/:id`;
const OF_CUSTOMER = '/v1/customers/:id/payment_methods';
const resource = 'payment_method';

export const paymentMethods: readonly Endpoint[] = [
  { method: 'post', path: ALL, answer: createPaymentMethod, resource, isPublishable: true },
  { method: 'get', path: ALL, answer: listPaymentMethods, resource, isList: true },
  { method: 'get', path: ONE, answer: retrievePaymentMethod, resource },
  { method: 'post', path: ONE, answer: updatePaymentMethod, resource },
  { method: 'post', path: `${ONE}/attach`, answer: attachPaymentMethod, resource },
  { method: 'post', path: `${ONE}/detach`, answer: detachPaymentMethod, resource },
  { method: 'get', path: OF_CUSTOMER, answer: listMethodsOfCustomer, resource, isList: true },
];
