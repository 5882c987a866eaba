import type { Answer, Call } from '../../api/endpoint.js';
import { changed } from '../changed.js';
import { readEmail } from '../contact.js';
import { readChosenMethod } from '../payment-methods/chosen-method.js';
import { readCaptureMethod } from './capture-method.js';
import {
  confirmIntent as confirm,
  readConfirmOptions,
  refuseBrowser,
  refuseUnlessConfirmable,
  refuseWithoutReturnUrl,
} from './confirmation.js';
import { findIntent } from './find-intent.js';
import { NOT_IMITATED } from './not-imitated.js';
import { readTypes } from './payment-method-choice.js';
import { readIntentShipping } from './shipping.js';

export function confirmIntent(call: Call): Answer {
  const { params } = call;
  const found = findIntent(call);
  params.refuseNotImitated(NOT_IMITATED.confirm);
  const options = readConfirmOptions(call);
  const intent = {
    ...found,
    ...readTypes(call),
    captureMethod: readCaptureMethod(params, found.captureMethod),
    receiptEmail: changed(readEmail(params, 'receipt_email'), found.receiptEmail),
    ...readIntentShipping(call, found),
  };
  // Stripe.js says which method it believes it is confirming; there is only one.
  params.text('expected_payment_method_type');
  refuseBrowser(call, found);
  refuseUnlessConfirmable(call, found);
  const paymentMethod = readChosenMethod(call);
  params.refuseUnknown();
  refuseWithoutReturnUrl(intent, options);
  return confirm(call, intent, paymentMethod, options);
}
