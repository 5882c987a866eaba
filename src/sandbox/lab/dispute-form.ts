import type Stripe from 'stripe';
import { type Answer, type Call, type Endpoint, ok } from '../api/endpoint.js';
import { mayDispute } from '../model/dispute.js';
import { openDispute } from '../money/open-dispute.js';
import { renderDispute } from '../wire/dispute.js';
import { invalidRequest, noSuch } from '../wire/stripe-error.js';
import { type Html, html } from './html.js';
import type { Look } from './lab-page.js';
import type { OwnCalls, Outcome } from './own-calls.js';
import { badge } from './pieces.js';
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
  const dispute = disputeOf(own, intent.id);
  if (!dispute) return charge.refunded ? html`` : button(intent.id, 'open', 'Open a dispute');
  const isOpen = dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
  return html`<div class="actions" id="dispute">
    <p>Dispute ${badge(dispute.status.replaceAll('_', ' '), isOpen ? 'bad' : 'plain')}</p>
    ${isOpen && button(intent.id, 'win', 'Win it')}
    ${isOpen && button(intent.id, 'lose', 'Lose it')}
  </div>`;
}

function button(paymentIntentId: string, step: string, label: string): Html {
  return html`<form method="post" action="/_sandbox/payments/${paymentIntentId}/dispute">
    <input type="hidden" name="step" value="${step}" />
    <button>${label}</button>
  </form>`;
}

export function dispute(
  own: OwnCalls,
  paymentIntentId: string,
  { step }: Record<string, string>,
): Outcome {
  if (step === 'open') return open(own, paymentIntentId);
  const { id } = disputeOf(own, paymentIntentId) ?? {};
  if (id === undefined) return { isDone: false, message: 'This payment is not disputed.' };
  if (step === 'lose') return own.post(`${ONE}/close`, { id });
  const evidence = { 'evidence[uncategorized_text]': 'winning_evidence', submit: 'true' };
  return own.post(ONE, { id, fields: evidence });
}

function open(own: OwnCalls, paymentIntentId: string): Outcome {
  const fields = { 'expand[]': 'latest_charge' };
  const intent = own.read('/v1/payment_intents/:id', { id: paymentIntentId, fields });
  const charge = intent && chargeOf(intent);
  if (charge) return own.post(OPEN, { id: charge.id });
  return { isDone: false, message: 'Nothing was charged: there is nothing to dispute.' };
}

function disputeOf(own: OwnCalls, paymentIntentId: string): Stripe.Dispute | undefined {
  return own.read('/v1/disputes', { fields: { payment_intent: paymentIntentId } })?.data[0];
}
