import { buyCart } from '../support/check-out.js';
import { presentScene } from './scene.js';
import type { Shop } from './shops.js';
import type { StripeAccount } from './stripe-account.js';

/** Who the flows are about, and where they happen. */
export interface Setting {
  /** One of two instances, in this one process, that share the database. */
  shop: Shop;
  shopperId: string;
  slug: string;
  /** The order's that was there before. */
  token: string;
  /** One of the shopper's payments: there may be a second order by then. */
  paymentId: () => string;
}

type Flow = (setting: Setting) => Promise<unknown>;

/** What the shopper, the sweeper, the desk and Stripe may do at the same time. Webhooks follow from it. */
export const FLOWS = {
  return: ({ shop, token }) => shop.checkout.handleReturn(token, undefined),
  page: async ({ shop, token }) =>
    shop.settlement.syncOrFallback(await shop.orders.findByToken(token), 'order_page', 'cached'),
  sweep: ({ shop }) => shop.reconciliation.run(),
  expiry: async ({ shop, token }) =>
    shop.expiry.syncAndExpire(await shop.orders.findByToken(token)),
  'change of cart': async ({ shop, shopperId, slug }) => {
    await shop.carts.setQuantity(shopperId, slug, 2);
    await buyCart(shop, shopperId);
  },
  'another check-out': ({ shop, shopperId }) => buyCart(shop, shopperId),
  'refund in full': async ({ shop, token }) =>
    shop.refunds.refund(await shop.orders.findByToken(token), null),
  'refund in part': async ({ shop, token }) =>
    shop.refunds.refund(await shop.orders.findByToken(token), 700),
  'refund at Stripe': atStripe('charge.refunded', (truth) => truth.refund(800)),
  payment: atStripe('payment_intent.succeeded', (truth) => truth.succeed()),
  decline: atStripe('payment_intent.payment_failed', (truth) => truth.decline()),
  'slow bank': atStripe('payment_intent.processing', (truth) => truth.process()),
  'late decline': async (setting) => {
    await atStripe('payment_intent.processing', (truth) => truth.process())(setting);
    await atStripe('payment_intent.payment_failed', (truth) => truth.decline())(setting);
  },
  challenge: atStripe('payment_intent.requires_action', (truth) => truth.askBank()),
} as const satisfies Record<string, Flow>;

export type FlowName = keyof typeof FLOWS;

export const FLOW_NAMES = Object.keys(FLOWS) as FlowName[];

function atStripe(type: string, change: Parameters<StripeAccount['act']>[2]): Flow {
  return ({ paymentId }) =>
    presentScene().ask(type, (stripe) => stripe.act(paymentId(), type, change));
}
