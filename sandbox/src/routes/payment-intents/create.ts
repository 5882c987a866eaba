import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import {
  attachPaymentMethod,
  newPaymentIntent,
  type PaymentIntent,
} from '../../model/payment-intent.js';
import { NO_TERMS } from '../../model/terms.js';
import { invalidRequest } from '../../wire/stripe-error.js';
import { randomClientSecret, randomId } from '../../wire/random-id.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';
import { readCustomerId } from '../customers/find-customer.js';
import { readChosenMethod } from '../payment-methods/chosen-method.js';
import { readAmount } from './amount.js';
import { readCaptureMethod } from './capture-method.js';
import {
  confirmIntent,
  type ConfirmOptions,
  readConfirmOptions,
  refuseWithoutReturnUrl,
} from './confirmation.js';
import { NOT_IMITATED } from './not-imitated.js';
import { readPaymentMethodChoice } from './payment-method-choice.js';
import { readIntentShipping } from './shipping.js';
import { showIntent } from './show-intent.js';
import { readTerms } from './terms.js';
import { refuseUnusable } from './usable-method.js';

const METHODS = ['automatic', 'manual'] as const;

export function createIntent(call: Call): Answer {
  const { params, store } = call;
  const blank = readIntent(call);
  const paymentMethod = readChosenMethod(call);
  const isConfirmed = params.boolean('confirm') ?? false;
  const options = readConfirmOptions(call);
  params.refuseUnknown();
  refuseWrongOptions(blank, isConfirmed, options);
  if (paymentMethod) refuseUnusable(blank, paymentMethod, null);

  const intent = paymentMethod ? attachPaymentMethod(blank, paymentMethod.id) : blank;
  store.paymentIntents.save(intent);
  emitEvent(call, 'payment_intent.created', renderPaymentIntent(intent));
  if (isConfirmed) return confirmIntent(call, intent, paymentMethod, options);
  return ok(showIntent(call, intent));
}

function readIntent(call: Call): PaymentIntent {
  const { params, now } = call;
  params.refuseNotImitated(NOT_IMITATED.create);
  params.refuseEmpty(['metadata', 'receipt_email', 'shipping']);
  const id = randomId('pi');
  const asked = {
    id,
    created: now,
    clientSecret: randomClientSecret(id),
    ...readAmount(params, null),
    customerId: readCustomerId(call) ?? null,
    captureMethod: readCaptureMethod(params, 'automatic_async'),
    confirmationMethod: params.oneOf('confirmation_method', METHODS) ?? 'automatic',
    ...readPaymentMethodChoice(call),
  };
  const terms = { ...NO_TERMS, ...readTerms(params, NO_TERMS) };
  return { ...newPaymentIntent(asked, terms), ...readIntentShipping(call, NO_TERMS) };
}

function refuseWrongOptions(
  intent: PaymentIntent,
  isConfirmed: boolean,
  options: ConfirmOptions,
): void {
  if (isConfirmed) {
    refuseWithoutReturnUrl(intent, options);
    return;
  }
  if (options.returnUrl === null) return;
  const message =
    'The parameter `return_url` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.';
  throw invalidRequest(message, { param: 'return_url' });
}
