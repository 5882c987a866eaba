import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { capture } from '../../model/capture.js';
import type { Charge } from '../../model/charge.js';
import { fractionProblem } from '../../model/minimum-amounts.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { may, STEPS } from '../../model/payment-intent-status.js';
import { openCardsDispute } from '../../money/open-dispute.js';
import { takeMoney } from '../../money/take-money.js';
import { renderCharge } from '../../wire/charge.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';
import { invalidRequest, notImitated } from '../../wire/stripe-error.js';
import { findIntent, unexpectedState } from './find-intent.js';
import { NOT_IMITATED } from './not-imitated.js';
import { showIntent } from './show-intent.js';
import { readCaptureTerms } from './terms.js';

export function captureIntent(call: Call): Answer {
  const { params, store } = call;
  const found = findIntent(call);
  params.refuseNotImitated(NOT_IMITATED.capture);
  if (params.boolean('final_capture') === false) {
    throw notImitated('capturing one authorization several times', 'final_capture');
  }
  const asked = params.integer('amount_to_capture');
  const terms = readCaptureTerms(params, found);
  params.refuseUnknown();
  refuseUnlessCapturable(call, found);
  const amount = checkedAmount(call, found, asked ?? found.amountCapturable);

  const captured = capture({ ...found, ...terms }, authorizedCharge(call, found), amount);
  const { statementDescriptorSuffix } = terms;
  const taken = { ...captured.charge, statementDescriptorSuffix };
  const charge = store.charges.save(takeMoney(call, taken, false));
  store.paymentIntents.save(captured.intent);
  emitEvent(call, 'charge.captured', renderCharge(charge));
  emitEvent(call, 'payment_intent.succeeded', renderPaymentIntent(captured.intent));
  openCardsDispute(call, charge);
  return ok(showIntent(call, captured.intent));
}

/** An intent that can be captured or released has one. */
export function authorizedCharge({ store }: Call, { id, latestChargeId }: PaymentIntent): Charge {
  const charge = store.charges.find(latestChargeId ?? '');
  if (charge) return charge;
  throw new Error(`${id} is authorized without a charge.`);
}

function refuseUnlessCapturable(call: Call, intent: PaymentIntent): void {
  const { status } = intent;
  if (may('capture', status)) return;
  const message =
    status === 'succeeded'
      ? 'The remaining amount on this PaymentIntent could not be captured because the remainder of the authorized amount has been released.'
      : `This PaymentIntent could not be captured because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be captured: ${STEPS.capture.from.join(', ')}.`;
  throw unexpectedState(call, intent, message);
}

function checkedAmount(call: Call, intent: PaymentIntent, amount: number): number {
  const paymentIntent = showIntent(call, intent);
  if (amount < 0) {
    const param = 'amount_to_capture';
    throw invalidRequest('Invalid non-negative integer', { param, paymentIntent });
  }
  if (amount === 0) {
    // Stripe names the amount here, not the parameter that was sent.
    const named = { code: 'parameter_invalid_integer', param: 'amount', paymentIntent };
    throw invalidRequest('This value must be greater than or equal to 1.', named);
  }
  const problem = fractionProblem(amount, intent.currency);
  if (problem) {
    const { code, message } = problem;
    throw invalidRequest(message, { code, param: 'amount_to_capture', paymentIntent });
  }
  if (amount <= intent.amountCapturable) return amount;
  const message =
    'The payment could not be captured because the requested capture amount is greater than the amount you can capture for this charge. Contact us via https://support.stripe.com/contact/ for help.';
  throw invalidRequest(message, { code: 'amount_too_large', paymentIntent });
}
