import type Stripe from 'stripe';
import { ofPayment, type StoredEvent } from '../../store/event-log.js';
import { moneyText } from '../../model/money-text.js';
import { type Html, html } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import { badge, code, facts, json, moment } from '../pieces.js';
import { disputeForm } from '../dispute-form.js';
import { disputeOf, intentOf } from '../dispute-of.js';
import { refundForm } from '../refund-form.js';
import { deliveryBadge, httpBadge, paymentBadge } from '../statuses.js';

/** As many as one answer of the API holds. */
const MOST = '100';

export const payment: LabPage = { path: '/payments/:id', tab: 'payments', show };

function show(look: Look): Content | null {
  const { own, id } = look;
  const intent = intentOf(own, id);
  if (!intent) return null;
  const main = html`<section class="card">
      <p class="amount">
        ${moneyText(intent.amount, intent.currency)}
        <span class="unit">${intent.currency.toUpperCase()}</span>
        ${paymentBadge(intent, disputeOf(own, intent))}
      </p>
      ${facts([
        ['PaymentIntent', code(intent.id)],
        ['Status', code(intent.status)],
        ['E-mail', intent.receipt_email ?? 'none'],
        ['Created', moment(intent.created * 1000)],
      ])}
      ${refundForm(look, intent)} ${disputeForm(look, intent)}
    </section>
    <section>
      <h2>Timeline</h2>
      <ol class="timeline" role="list">
        ${eventsOf(look).map((event) => showEvent(look, event))}
      </ol>
    </section>
    ${charges(look)}
    <section>
      <h2>The object</h2>
      ${json('PaymentIntent', own.read('/v1/payment_intents/:id', { id }))}
    </section>`;
  return { title: titleOf(intent), main };
}

function titleOf(intent: Stripe.PaymentIntent): string {
  const { description } = intent;
  return description ?? `Payment of ${moneyText(intent.amount, intent.currency)}`;
}

function eventsOf({ store, id }: Look): StoredEvent[] {
  const page = { limit: Number(MOST), startingAfter: null, endingBefore: null };
  return store.events.list(page, [ofPayment(id)]).items;
}

function showEvent({ store }: Look, { id, type, created }: StoredEvent): Html {
  const deliveries = store.deliveryHistory.ofEvent(id).toReversed();
  return html`<li>
    <a href="/_sandbox/events/${id}">${type}</a>
    ${moment(created * 1000)}
    <span class="told">
      ${deliveries.length === 0 && badge('Nobody told', 'plain')}
      ${deliveries.map(
        (each) =>
          html`<a href="/_sandbox/deliveries/${each.id}"
            >${each.route === 'cli' && 'Stripe CLI '}${deliveryBadge(each)}
            ${each.attempts > 0 && httpBadge(each.status)}
            ${each.attempts > 1 && `${each.attempts} attempts`}</a
          >`,
      )}
    </span>
  </li>`;
}

function charges({ own, id }: Look): Html {
  const list = own.read('/v1/charges', { fields: { payment_intent: id, limit: MOST } });
  if (!list || list.data.length === 0) return html``;
  return html`<section>
    <h2>Charges</h2>
    <ul class="charges" role="list">
      ${list.data.map(showCharge)}
    </ul>
  </section>`;
}

function showCharge(charge: Stripe.Charge): Html {
  const card = charge.payment_method_details?.card;
  return html`<li>
    ${badge(charge.status, charge.status === 'failed' ? 'bad' : 'good')}
    ${moneyText(charge.amount, charge.currency)} with ${card?.brand ?? 'a card'} ••••
    ${card?.last4 ?? ''}
    ${charge.failure_message !== null && html`<span class="failure">${charge.failure_message}</span>`}
    ${
      charge.amount_refunded > 0 &&
      html`<span>${moneyText(charge.amount_refunded, charge.currency)} refunded</span>`
    }
    ${code(charge.id)} ${moment(charge.created * 1000)}
  </li>`;
}
