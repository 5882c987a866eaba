import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { DECLINES } from '../../model/decline.js';
import { attached, detached, type PaymentMethod } from '../../model/payment-method.js';
import { renderPaymentMethod } from '../../wire/payment-method.js';
import { invalidRequest } from '../../wire/stripe-error.js';
import { readCustomerId } from '../customers/find-customer.js';
import { refuseCard } from './card.js';
import { methodOf } from './chosen-method.js';
import { findMethod } from './read.js';

export function attachPaymentMethod(call: Call): Answer {
  const { params } = call;
  params.refuseNotImitated(['customer_account']);
  const customerId = readCustomerId(call);
  params.refuseUnknown();
  const found = methodOf(call, call.objectId, 404);
  if (customerId === undefined) throw invalidRequest(NO_CUSTOMER, { code: 'parameter_missing' });
  // Whose it is already it stays, without a word.
  if (found.customerId === customerId) return ok(renderPaymentMethod(found));
  refuseUnattachable(found);
  return ok(renderPaymentMethod(giveTo(call, found, customerId)));
}

export function detachPaymentMethod(call: Call): Answer {
  const found = findMethod(call);
  call.params.refuseUnknown();
  if (found.customerId === null) throw invalidRequest(NOT_ATTACHED);
  return ok(renderPaymentMethod(takeAway(call, found)));
}

export function giveTo(call: Call, found: PaymentMethod, customerId: string): PaymentMethod {
  const given = call.store.paymentMethods.save(attached(found, customerId));
  emitEvent(call, 'payment_method.attached', renderPaymentMethod(given));
  return given;
}

export function takeAway(call: Call, found: PaymentMethod): PaymentMethod {
  const taken = call.store.paymentMethods.save(detached(found));
  const [shown, before] = [renderPaymentMethod(taken), renderPaymentMethod(found)];
  emitEvent(call, 'payment_method.detached', shown, before);
  return taken;
}

function refuseUnattachable({ behaviour, customerId, isSpent }: PaymentMethod): void {
  if (customerId !== null) throw invalidRequest(ALREADY_ATTACHED);
  if (isSpent) throw invalidRequest(SPENT);
  // The bank is asked whether the card is good, as when it is charged.
  if (behaviour.kind === 'declines' && !behaviour.attaches) {
    throw refuseCard(DECLINES[behaviour.decline]);
  }
}

const NO_CUSTOMER = 'Must provide customer or customer_account.';
const ALREADY_ATTACHED = 'The payment method you provided has already been attached to a customer.';
const NOT_ATTACHED =
  'The payment method you provided is not attached to a customer so detachment is impossible.';
const SPENT =
  'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.';
