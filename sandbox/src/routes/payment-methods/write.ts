import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import type { PaymentMethod } from '../../model/payment-method.js';
import type { Params } from '../../wire/params.js';
import { renderPaymentMethod } from '../../wire/payment-method.js';
import { invalidRequest } from '../../wire/stripe-error.js';
import { describedMethod, readMethodTerms, refuseOtherTypes } from './new-payment-method.js';
import { findMethod } from './read.js';

/** Nothing is announced: to Stripe a payment method counts once it is somebody's. */
export function createPaymentMethod(call: Call): Answer {
  const { params } = call;
  if (params.has('customer')) throw invalidRequest(NOT_YET, { param: 'customer' });
  params.refuseNotImitated(['payment_method']);
  const paymentMethod = describedMethod(call, params);
  params.refuseUnknown();
  return ok(renderPaymentMethod(paymentMethod));
}

export function updatePaymentMethod(call: Call): Answer {
  const { params, store } = call;
  const found = findMethod(call);
  refuseOtherTypes(params);
  const edited = { ...found, ...readMethodTerms(params, found), card: readExpiry(params, found) };
  params.refuseUnknown();
  if (found.customerId === null) throw invalidRequest(NOBODYS);
  const shown = renderPaymentMethod(store.paymentMethods.save(edited));
  emitEvent(call, 'payment_method.updated', shown, renderPaymentMethod(found));
  return ok(shown);
}

/** All that banks let be changed of a card. */
function readExpiry(params: Params, { card }: PaymentMethod): PaymentMethod['card'] {
  const changes = params.hash('card');
  changes?.refuseNotImitated(['networks']);
  return {
    ...card,
    expMonth: changes?.integer('exp_month') ?? card.expMonth,
    expYear: changes?.integer('exp_year') ?? card.expYear,
  };
}

const NOT_YET =
  'You cannot attach a PaymentMethod to a Customer during PaymentMethod creation. Please instead create the PaymentMethod and then attach it using the attachment method of the PaymentMethods API.';

const NOBODYS = 'You must save this PaymentMethod to a customer before you can update it.';
