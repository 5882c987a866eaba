import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { renderPaymentMethod } from '../wire/payment-method.js';
import { noSuch } from '../wire/stripe-error.js';

const resource = 'payment_method';

export const paymentMethods: readonly Endpoint[] = [
  { method: 'get', path: '/v1/payment_methods/:id', answer: retrievePaymentMethod, resource },
];

function retrievePaymentMethod({ params, store, objectId }: Call): Answer {
  params.refuseUnknown();
  const paymentMethod = store.paymentMethods.find(objectId);
  if (!paymentMethod) throw noSuch('PaymentMethod', objectId, 'payment_method');
  return ok(renderPaymentMethod(paymentMethod));
}
