import type Stripe from 'stripe';
import { moneyText } from '../../model/money-text.js';
import { disputeOf } from '../dispute-of.js';
import { html } from '../html.js';
import type { Content, LabPage, Look } from '../lab-page.js';
import type { OwnCalls } from '../own-calls.js';
import { type Column, empty, moment, older, table } from '../pieces.js';
import { chargeOf, paymentBadge } from '../statuses.js';

const columnsFor = (own: OwnCalls): readonly Column<Stripe.PaymentIntent>[] => [
  {
    head: 'Amount',
    cell: ({ id, amount, currency }) =>
      html`<a class="row" href="/_sandbox/payments/${id}">${moneyText(amount, currency)}</a>
        <span class="unit">${currency.toUpperCase()}</span>`,
  },
  { head: 'Status', cell: (intent) => paymentBadge(intent, disputeOf(own, intent)) },
  { head: 'Description', isAside: true, cell: ({ description, id }) => description ?? id },
  { head: 'Card', isAside: true, cell: (intent) => cardOf(intent) },
  { head: 'Date', cell: ({ created }) => moment(created * 1000) },
];

export const payments: LabPage = { path: '/', tab: 'payments', show };

function show({ own, query }: Look): Content {
  const before = query('before');
  const list = own.read('/v1/payment_intents', {
    fields: {
      limit: '30',
      'expand[]': 'data.latest_charge',
      ...(before === null ? {} : { starting_after: before }),
    },
  });
  const items = list?.data ?? [];
  const main =
    items.length === 0
      ? empty(
          'No payments yet',
          html`Buy a book in the shop, or run <code>stripe trigger payment_intent.succeeded</code>.
            They appear here by themselves.`,
        )
      : html`${table('Payments', columnsFor(own), items)}
        ${older('', items.at(-1)?.id, list?.has_more ?? false)}`;
  return { title: 'Payments', main };
}

function cardOf(intent: Stripe.PaymentIntent): string {
  const card = chargeOf(intent)?.payment_method_details?.card;
  return card ? `${card.brand ?? 'card'} •••• ${card.last4 ?? ''}` : '';
}
