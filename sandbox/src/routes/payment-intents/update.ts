import { type Answer, type Call, ok } from '../../api/endpoint.js';
import {
  attachPaymentMethod,
  isOpen,
  type PaymentIntent,
  withAmount,
} from '../../model/payment-intent.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import { OPEN_STATUSES } from '../../model/payment-intent-status.js';
import { invalidRequest } from '../../wire/stripe-error.js';
import { readCustomerId } from '../customers/find-customer.js';
import { readChosenMethod } from '../payment-methods/chosen-method.js';
import { readAmount } from './amount.js';
import { readCaptureMethod } from './capture-method.js';
import { findIntent, unexpectedState } from './find-intent.js';
import { NOT_IMITATED } from './not-imitated.js';
import { readTypes } from './payment-method-choice.js';
import { readIntentShipping } from './shipping.js';
import { showIntent } from './show-intent.js';
import { readTerms } from './terms.js';
import { refuseUnusable } from './usable-method.js';

/** Fixed once the money has moved or the intent is canceled. */
const FIXED_LATER = [
  'amount',
  'currency',
  'payment_method',
  'payment_method_data',
  'capture_method',
  'customer',
] as const;

/** Nothing is announced: Stripe has no `payment_intent.updated`. */
export function updateIntent(call: Call): Answer {
  const { params, store } = call;
  const found = findIntent(call);
  params.refuseNotImitated(NOT_IMITATED.update);
  refuseFixed(call, found);
  const edited = {
    ...withAmount(found, readAmount(params, found)),
    ...readTypes(call),
    customerId: changedCustomerId(call, found.customerId),
    captureMethod: readCaptureMethod(params, found.captureMethod),
    ...readTerms(params, found),
    ...readIntentShipping(call, found),
  };
  const paymentMethod = readChosenMethod(call);
  params.refuseUnknown();
  refuseForeignMethod(call, edited, paymentMethod);
  const intent = paymentMethod ? attachPaymentMethod(edited, paymentMethod.id) : edited;
  store.paymentIntents.save(intent);
  return ok(showIntent(call, intent));
}

/** The one it has must still be right when its customer changes. */
function refuseForeignMethod(call: Call, intent: PaymentIntent, given: PaymentMethod | null): void {
  const kept = call.params.has('customer') ? intent.paymentMethodId : null;
  const method = given ?? call.store.paymentMethods.find(kept ?? '');
  if (method) refuseUnusable(intent, method, showIntent(call, intent));
}

function changedCustomerId(call: Call, current: string | null): string | null {
  const id = readCustomerId(call) ?? current;
  if (current === null || id === current) return id;
  const message =
    'You cannot modify `customer` on a PaymentIntent once it already has been set. To fulfill a payment with a different Customer, cancel this PaymentIntent and create a new one.';
  throw invalidRequest(message, { param: 'customer' });
}

function refuseFixed(call: Call, intent: PaymentIntent): void {
  if (isOpen(intent)) return;
  const name = FIXED_LATER.find((each) => call.params.has(each));
  if (name === undefined) return;
  const statuses = OPEN_STATUSES.join(', ');
  const message = `This PaymentIntent's ${name} could not be updated because it has a status of ${intent.status}. You may only update the ${name} of a PaymentIntent with one of the following statuses: ${statuses}.`;
  throw unexpectedState(call, intent, message, name);
}
