import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { renderPaymentMethod } from '../wire/payment-method.js';
import { noSuch } from '../wire/stripe-error.js';
import { readExpand } from './expand.js';

export const paymentMethods: readonly Endpoint[] = [
  { method: 'get', path: '/v1/payment_methods/:id', answer: retrievePaymentMethod },
];

function retrievePaymentMethod({ params, store, objectId }: Call): Answer {
  readExpand(params, []);
  params.refuseUnknown();
  const paymentMethod = store.paymentMethods.find(objectId);
  if (!paymentMethod) throw noSuch('PaymentMethod', objectId, 'payment_method');
  return ok(renderPaymentMethod(paymentMethod));
}
