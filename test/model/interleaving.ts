import { buyCart } from '../support/check-out.js';
import { violationsOf } from '../support/invariants/index.js';
import { type FlowName, FLOWS, type Setting } from './flows.js';
import { appliedIsKnown, atTheBank } from './before-healing.js';
import { enter, Scene, type Turns } from './scene.js';
import type { Stage } from './stage.js';
import { StripeAccount } from './stripe-account.js';

const IN_AN_HOUR_MS = 3_600_000;
const SHOPPER = 'shopper-1';

/** How far the order had come before everything happens at once. */
export const BEGINNINGS = ['without its payment', 'open', 'paid unheard', 'paid'] as const;

export interface Plan {
  beginning: (typeof BEGINNINGS)[number];
  stock: number;
  flows: { name: FlowName; process: number; payment: number }[];
  /** How often each event of Stripe's is delivered. */
  deliveries: number[];
}

/** Each scene has one of its own: shops remember what Stripe has just said of a payment. */
let accounts = 0;

/** Plays it on the stage. Resolves to what is wrong afterwards, and to what happened. */
export async function interleave(stage: Stage, plan: Plan, turns: Turns) {
  accounts += 1;
  const stripe = new StripeAccount(String(accounts));
  const scene = new Scene(turns, stripe);
  enter(scene);
  const slug = stage.set(plan.stock);
  const token = await begin(stage, plan, stripe, slug);
  const acknowledged: string[] = [];
  await scene.play(() => {
    deliver(scene, stage, plan, acknowledged);
    for (const { name, process, payment } of plan.flows) {
      const paymentId = () => stripe.intents[payment % stripe.intents.length]?.id ?? '';
      const shop = shopOf(stage, process);
      const setting: Setting = { shop, shopperId: SHOPPER, slug, token, paymentId };
      scene.begin(name, () => FLOWS[name](setting));
    }
  });
  stripe.onEvent = () => undefined; // what is mended is not told of
  const before = stage.books(stripe, new Map(), []).shop;
  const asked = atTheBank(stripe, before);
  await heal(stage);
  const givenUp = asked.filter((id) => stripe.payment(stripe.intent(id)).status === 'canceled');
  const books = stage.books(stripe, new Map([[slug, plan.stock]]), acknowledged);
  const wrong = [
    ...scene.faults,
    ...appliedIsKnown(before),
    ...givenUp.map((id) => `${id} was given up while its bank asked`),
    ...violationsOf(books),
  ];
  return { wrong, story: scene.story, shop: books.shop };
}

async function begin(stage: Stage, { beginning }: Plan, stripe: StripeAccount, slug: string) {
  const [shop] = stage.shops;
  await shop.carts.setQuantity(SHOPPER, slug, 1);
  const order = await buyCart(shop, SHOPPER);
  const [intent] = stripe.intents;
  if (!order || !intent) throw new Error('No order was placed');
  stage.age(stripe);
  if (beginning === 'without its payment') stage.forgetPayments();
  if (beginning.startsWith('paid')) {
    stripe.act(intent.id, 'payment_intent.succeeded', (truth) => truth.succeed());
  }
  if (beginning === 'paid') await shop.checkout.handleReturn(order.token, undefined);
  return order.token;
}

/** Each event once, twice or never, whatever makes it, to either of the shops. */
function deliver(scene: Scene, stage: Stage, { deliveries }: Plan, acknowledged: string[]) {
  const { stripe } = scene;
  let count = 0;
  stripe.onEvent = ({ eventId }) => {
    const times = deliveries[count % deliveries.length] ?? 1;
    count += 1;
    for (const [at, name] of ['webhook', 'repeated webhook'].slice(0, times).entries()) {
      scene.begin(name, async () => {
        await shopOf(stage, at).webhooks.receive(Buffer.from(eventId), []);
        acknowledged.push(eventId);
      });
    }
  };
  for (const event of stripe.events) stripe.onEvent(event);
}

/** One round of the sweeper and of the events that wait, with nobody in their way. */
async function heal({ keeper }: Stage) {
  await keeper.reconciliation.run();
  await keeper.webhooks.retryDue(() => true, new Date(Date.now() + IN_AN_HOUR_MS));
}

function shopOf({ shops: [first, second] }: Stage, process: number) {
  return process % 2 === 0 ? first : second;
}
