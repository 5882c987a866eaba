import type { Call } from '../../api/endpoint.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import { testCardByToken } from '../../model/test-cards.js';
import { invalidRequest, noSuch } from '../../wire/stripe-error.js';
import { describedMethod, methodOfTestCard } from './new-payment-method.js';

/** The one a request names (`payment_method`) or describes (`payment_method_data`), if any. */
export function readChosenMethod(call: Call): PaymentMethod | null {
  const { params } = call;
  const id = params.value('payment_method');
  const described = params.hash('payment_method_data');
  if (id !== undefined && described) {
    const names = 'payment_method, payment_method_data';
    throw invalidRequest(`You may only specify one of these parameters: ${names}.`);
  }
  if (described) return describedMethod(call, described);
  return id === undefined ? null : methodOf(call, id, 400);
}

/** A token is as good as an id. */
export function methodOf(call: Call, id: string, statusIfUnknown: number): PaymentMethod {
  const testCard = testCardByToken(id);
  const found = testCard ? methodOfTestCard(call, testCard) : call.store.paymentMethods.find(id);
  if (found) return found;
  throw noSuch('PaymentMethod', id, 'payment_method', statusIfUnknown);
}
