import { type Answer, type Call, ok } from '../../api/endpoint.js';
import { emitEvent } from '../../api/emit-event.js';
import { release } from '../../model/capture.js';
import { cancel, type PaymentIntent } from '../../model/payment-intent.js';
import { may, STEPS } from '../../model/payment-intent-status.js';
import { renderCharge } from '../../wire/charge.js';
import { renderPaymentIntent } from '../../wire/payment-intent.js';
import { authorizedCharge } from './capture.js';
import { findIntent, unexpectedState } from './find-intent.js';
import { showIntent } from './show-intent.js';

const REASONS = ['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const;

export function cancelIntent(call: Call): Answer {
  const { params, store, now } = call;
  const found = findIntent(call);
  const reason = params.oneOf('cancellation_reason', REASONS) ?? null;
  params.refuseUnknown();
  if (!may('cancel', found.status)) {
    const statuses = STEPS.cancel.from.join(', ');
    const message = `You cannot cancel this PaymentIntent because it has a status of ${found.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${statuses}.`;
    throw unexpectedState(call, found, message);
  }
  if (found.status === 'requires_capture') giveBack(call, found);
  const intent = store.paymentIntents.save(cancel(found, reason, now));
  emitEvent(call, 'payment_intent.canceled', renderPaymentIntent(intent));
  return ok(showIntent(call, intent));
}

/** What was held on the card is free again; Stripe tells of it as a refund. */
function giveBack(call: Call, intent: PaymentIntent): void {
  const released = call.store.charges.save(release(authorizedCharge(call, intent)));
  emitEvent(call, 'charge.refunded', renderCharge(released));
}
