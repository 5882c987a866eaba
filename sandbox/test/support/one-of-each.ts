import type Stripe from 'stripe';
import { create, idOf, pay } from './contract/payments.js';

/** An object of every kind that the sandbox has, by the name in its URL. */
export async function oneOfEach(stripe: Stripe) {
  const { id: customers } = await stripe.customers.create();
  const saved = await stripe.paymentMethods.attach('pm_card_visa', { customer: customers });
  const open = await create(stripe);
  const charge = { capture_method: 'automatic' } as const;
  const disputed = await pay(stripe, 'pm_card_createDispute', charge);
  const refunded = await pay(stripe, 'pm_card_visa', charge);
  const refund = await stripe.refunds.create({ payment_intent: refunded.id, amount: 100 });
  const endpoint = await stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/',
    enabled_events: ['account.updated'],
  });
  return {
    balance_transactions: await firstOf(stripe.balanceTransactions.list()),
    charges: idOf(refunded.latest_charge),
    customers,
    disputes: await firstOf(stripe.disputes.list({ payment_intent: disputed.id })),
    events: await firstOf(stripe.events.list()),
    payment_intents: open.id,
    payment_methods: saved.id,
    refunds: refund.id,
    webhook_endpoints: endpoint.id,
  };
}

async function firstOf(list: Stripe.ApiListPromise<{ id: string }>): Promise<string> {
  const [first] = (await list).data;
  if (first) return first.id;
  throw new Error('The list is empty.');
}
