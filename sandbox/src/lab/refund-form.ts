import { randomUUID } from 'node:crypto';
import type Stripe from 'stripe';
import { moneyText } from '../model/money-text.js';
import { disputeOf } from './dispute-of.js';
import { type Html, html } from './html.js';
import type { Look } from './lab-page.js';
import type { OwnCalls, Outcome } from './own-calls.js';
import { chargeOf } from './statuses.js';
import { minorOf } from './typed-amount.js';

const ROUTE = '/v1/refunds';

/** Nothing where there is nothing to give back. */
export function refundForm({ own }: Look, intent: Stripe.PaymentIntent): Html {
  const left = disputeOf(own, intent)?.is_charge_refundable === false ? 0 : refundable(intent);
  if (left === 0 || !own.canPost(ROUTE)) return html``;
  const { id, currency } = intent;
  // Sending the same form twice refunds once.
  const key = `lab-${randomUUID()}`;
  return html`<div class="actions" id="refund">
    <form method="post" action="/_sandbox/payments/${id}/refunds">
      <input type="hidden" name="key" value="${key}-part" />
      <label>
        Amount to refund (${currency.toUpperCase()})
        <input name="amount" inputmode="decimal" required autocomplete="off" />
      </label>
      <button>Refund this much</button>
    </form>
    <form method="post" action="/_sandbox/payments/${id}/refunds">
      <input type="hidden" name="key" value="${key}-whole" />
      <button>Refund all ${moneyText(left, currency)}</button>
    </form>
  </div>`;
}

/** An empty amount is all that is left. */
export function refund(
  own: OwnCalls,
  paymentIntentId: string,
  { amount, key }: Record<string, string>,
): Outcome {
  const fields = { payment_intent: paymentIntentId };
  if (!amount) return own.post(ROUTE, { fields, idempotencyKey: key });
  const intent = own.read('/v1/payment_intents/:id', { id: paymentIntentId });
  const minor = minorOf(amount, intent?.currency ?? 'usd');
  if (minor !== null) {
    return own.post(ROUTE, { fields: { ...fields, amount: String(minor) }, idempotencyKey: key });
  }
  return { isDone: false, message: `“${amount}” is not an amount: write it like 5.00.` };
}

/** What was authorized and never captured counts as refunded, so it is the amount that tells. */
function refundable(intent: Stripe.PaymentIntent): number {
  const charge = chargeOf(intent);
  return charge?.captured ? charge.amount - charge.amount_refunded : 0;
}
