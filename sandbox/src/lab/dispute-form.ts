import type Stripe from 'stripe';
import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { mayDispute } from '../model/dispute.js';
import { openDispute } from '../money/open-dispute.js';
import { renderDispute } from '../wire/dispute.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';
import { disputeOf, intentOf } from './dispute-of.js';
import { type Html, html } from './html.js';
import type { Look } from './lab-page.js';
import type { OwnCalls, Outcome } from './own-calls.js';
import { action } from './pieces.js';
import { chargeOf } from './statuses.js';

const OPEN = '/_sandbox/charges/:id/dispute';
const ONE = '/v1/disputes/:id';

/** What a bank does, and no client of the API can: only the lab calls it. */
export const bankEndpoints: readonly Endpoint[] = [
  { method: 'post', path: OPEN, answer: disputeCharge, resource: 'dispute' },
];

function disputeCharge(call: Call): Answer {
  const charge = call.store.charges.find(call.objectId);
  if (!charge) throw noSuch('charge', call.objectId, 'charge');
  if (!mayDispute(charge)) throw invalidRequest('There is nothing to dispute in this charge.');
  return ok(renderDispute(openDispute(call, charge, 'fraudulent')));
}

/** Nothing where there is nothing to dispute. */
export function disputeForm({ own }: Look, intent: Stripe.PaymentIntent): Html {
  const charge = chargeOf(intent);
  if (charge?.status !== 'succeeded' || !charge.captured) return html``;
  const dispute = disputeOf(own, intent);
  const path = `payments/${intent.id}/dispute`;
  if (!dispute) return charge.refunded ? html`` : action(`${path}/open`, 'Open a dispute');
  const isOpen = dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
  return html`<div class="actions" id="dispute">
    <p>Dispute: ${dispute.status.replaceAll('_', ' ')}</p>
    ${isOpen && action(`${path}/win`, 'Win it')} ${isOpen && action(`${path}/lose`, 'Lose it')}
  </div>`;
}

export function openDisputeOf(own: OwnCalls, paymentIntentId: string): Outcome {
  const intent = intentOf(own, paymentIntentId);
  const charge = intent && chargeOf(intent);
  if (charge) return own.post(OPEN, { id: charge.id });
  return { isDone: false, message: 'Nothing was charged: there is nothing to dispute.' };
}

export function winDispute(own: OwnCalls, paymentIntentId: string): Outcome {
  const fields = { 'evidence[uncategorized_text]': 'winning_evidence', submit: 'true' };
  return ofDispute(own, paymentIntentId, (id) => own.post(ONE, { id, fields }));
}

export function loseDispute(own: OwnCalls, paymentIntentId: string): Outcome {
  return ofDispute(own, paymentIntentId, (id) => own.post(`${ONE}/close`, { id }));
}

function ofDispute(
  own: OwnCalls,
  paymentIntentId: string,
  act: (disputeId: string) => Outcome,
): Outcome {
  const intent = intentOf(own, paymentIntentId);
  const dispute = intent && disputeOf(own, intent);
  if (dispute) return act(dispute.id);
  return { isDone: false, message: 'This payment is not disputed.' };
}
