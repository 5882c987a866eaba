import type { Endpoint } from '../api/endpoint.js';
import { authenticateIntent, cancelSource } from './payment-intents/authentication.js';
import { cancelIntent } from './payment-intents/cancel.js';
import { captureIntent } from './payment-intents/capture.js';
import { confirmIntent } from './payment-intents/confirm.js';
import { createIntent } from './payment-intents/create.js';
import { incrementAuthorization } from './payment-intents/increment-authorization.js';
import { listIntents, retrieveIntent } from './payment-intents/read.js';
import { updateIntent } from './payment-intents/update.js';

const ALL = '/v1/payment_intents';
const ONE = `${ALL}/:id`;
const resource = 'payment_intent';

export const paymentIntents: readonly Endpoint[] = [
  { method: 'post', path: ALL, answer: createIntent, resource },
  { method: 'get', path: ALL, answer: listIntents, resource, isList: true },
  { method: 'get', path: ONE, answer: retrieveIntent, resource, isPublishable: true },
  { method: 'post', path: ONE, answer: updateIntent, resource },
  { method: 'post', path: `${ONE}/confirm`, answer: confirmIntent, resource, isPublishable: true },
  { method: 'post', path: `${ONE}/capture`, answer: captureIntent, resource },
  { method: 'post', path: `${ONE}/cancel`, answer: cancelIntent, resource },
  {
    method: 'post',
    path: `${ONE}/increment_authorization`,
    answer: incrementAuthorization,
    resource,
  },
  { method: 'post', path: `${ONE}/source_cancel`, answer: cancelSource, isPublishable: true },
  {
    method: 'post',
    path: `${ONE}/authenticate`,
    answer: authenticateIntent,
    isPublishable: true,
    isOwnPagesOnly: true,
  },
];
