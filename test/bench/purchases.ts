import { eventually } from 'stripe-sandbox/testing';
import { sdkFor } from '../../sandbox/test/support/sdk.js';
import { payWith, Shopper } from '../support/shopper.js';
import { OLDER } from './older-orders.js';
import { percentile } from './median.js';
import type { Bench } from './shop.js';

const SECRET_IN_PAGE = /data-client-secret="(pi_\w+?)_secret/;

export interface PurchaseFigures {
  atOnce: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the shop, its events, receipt and mail included. */
  cpuMs: number;
}

interface Visit {
  shopper: Shopper;
  token: string;
  paymentIntentId: string;
}

type Step = (visit: Visit) => Promise<void>;

/** What is done for one purchase, in order; three books are in the cart. Each step throws if it was refused. */
export function stepsOf({ sandbox, slugs }: Bench): Record<string, Step> {
  const stripe = sdkFor(Number(new URL(sandbox.url).port), 'sk_test_foliosandbox');
  return {
    cart: async ({ shopper }) => {
      for (const slug of slugs) expectStatus(303, await shopper.post('/cart/items', { slug }));
    },
    checkout: async (visit) => {
      const answer = expectStatus(303, await visit.shopper.checkOut());
      visit.token = answer.location?.split('/').at(-1) ?? '';
    },
    'payment page': async (visit) => {
      const { text } = expectStatus(200, await visit.shopper.get(`/checkout/${visit.token}`));
      visit.paymentIntentId = SECRET_IN_PAGE.exec(text)?.[1] ?? '';
    },
    contact: async ({ shopper, token }) => {
      const email = { email: 'ada@example.com' };
      expectStatus(200, await shopper.postJson(`/checkout/${token}/contact`, email));
    },
    'confirmation, events and mail': async ({ paymentIntentId }) => {
      await payWith(stripe, paymentIntentId);
    },
    return: async ({ shopper, token, paymentIntentId }) => {
      const query = `payment_intent=${paymentIntentId}`;
      expectStatus(303, await shopper.get(`/checkout/${token}/return?${query}`));
    },
    'order page': async ({ shopper, token }) => {
      // The page looks again by itself while it does not know.
      await eventually(async () => {
        const { text } = expectStatus(200, await shopper.get(`/orders/${token}`));
        if (!text.includes('Your order is paid')) throw new Error(`${token} is not paid`);
      }, 30);
    },
  };
}

/** Whole purchases by `atOnce` shoppers who never pause. */
export async function buyTogether(
  bench: Bench,
  atOnce: number,
  purchases: number,
): Promise<PurchaseFigures> {
  const steps = Object.values(stepsOf(bench));
  const took: number[] = [];
  let left = purchases;
  const shopperLoop = async () => {
    while (left > 0) {
      left -= 1;
      const started = performance.now();
      const visit = newVisit(bench);
      for (const step of steps) await step(visit);
      took.push(performance.now() - started);
    }
  };
  const cpuBefore = cpuMs(bench);
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, shopperLoop));
  const seconds = (performance.now() - started) / 1000;
  await settled(bench);
  return {
    atOnce,
    perSecond: purchases / seconds,
    p50Ms: percentile(took, 50),
    p99Ms: percentile(took, 99),
    cpuMs: (cpuMs(bench) - cpuBefore) / purchases,
  };
}

/** The shop's CPU for each step, in milliseconds: all shoppers do one step before the next begins. */
export async function cpuBySteps(bench: Bench, purchases: number): Promise<Map<string, number>> {
  const visits = Array.from({ length: purchases }, () => newVisit(bench));
  const figures = new Map<string, number>();
  for (const [name, step] of Object.entries(stepsOf(bench))) {
    const before = cpuMs(bench);
    for (const visit of visits) await step(visit);
    if (name.includes('events')) await settled(bench);
    figures.set(name, (cpuMs(bench) - before) / purchases);
  }
  return figures;
}

/** Throws unless each purchase is one paid order with one payment. */
export async function checkPaidOnce({ read }: Bench, purchases: number): Promise<void> {
  const orders = await read(
    `SELECT count(*) FROM "Order" WHERE "state" = 'paid' AND "paymentIntentId" NOT LIKE '${OLDER}%'`,
  );
  const payments = await read(
    `SELECT count(DISTINCT "orderId") FROM "LedgerEntry" WHERE "kind" = 'payment' AND "stripeId" NOT LIKE '${OLDER}%'`,
  );
  if (orders !== purchases || payments !== purchases)
    throw new Error(`${purchases} were bought, ${orders} orders paid, ${payments} payments kept`);
}

let visits = 0;

/** Each at the next of the shops. */
export function newVisit({ shops }: Bench): Visit {
  const shop = shops[(visits += 1) % shops.length];
  return { shopper: new Shopper(shop?.url ?? ''), token: '', paymentIntentId: '' };
}

function cpuMs({ shops }: Bench): number {
  return shops.reduce((sum, shop) => sum + shop.cpuMs(), 0);
}

/** Waits until the event of each paid order has come, and neither an event nor a mail waits any more. */
function settled({ read }: Bench) {
  const missing = `SELECT (SELECT count(*) FROM "Order" WHERE "paymentIntentId" IS NOT NULL AND "email" IS NOT NULL)
    - (SELECT count(*) FROM "WebhookEvent" WHERE "type" = 'payment_intent.succeeded')
    + (SELECT count(*) FROM "WebhookEvent" WHERE "status" <> 'processed')
    + (SELECT count(*) FROM "OutboxMail" WHERE "status" = 'pending')`;
  return eventually(async () => {
    const left = await read(missing);
    if (left !== 0) throw new Error(`${left} events or mails are not processed`);
  }, 60);
}

function expectStatus<A extends { status: number; text: string }>(status: number, answer: A): A {
  if (answer.status === status) return answer;
  throw new Error(`The shop answered ${answer.status} instead of ${status}: ${answer.text}`);
}
