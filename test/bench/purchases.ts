import { eventually } from 'stripe-sandbox/testing';
import { sdkFor } from '../../sandbox/test/support/sdk.js';
import { onDatabase } from '../support/database.js';
import { payWith, Shopper } from '../support/shopper.js';
import { percentile } from './median.js';
import type { Bench } from './shop.js';

const LINES = 3;
const SECRET_IN_PAGE = /data-client-secret="(pi_\w+?)_secret/;

export interface PurchaseFigures {
  atOnce: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the shop, its events included. */
  cpuMs: number;
}

interface Visit {
  shopper: Shopper;
  token: string;
  paymentIntentId: string;
}

type Step = (visit: Visit) => Promise<void>;

/** What is done for one purchase, in order; three books are in the cart. Each step throws if it was refused. */
export function stepsOf({ sandbox, databasePath }: Bench): Record<string, Step> {
  const stripe = sdkFor(Number(new URL(sandbox.url).port), 'sk_test_foliosandbox');
  const slugs = unlimitedBooks(databasePath);
  if (slugs.length < LINES) throw new Error(`There are fewer than ${LINES} books`);
  return {
    cart: async ({ shopper }) => {
      for (const slug of slugs) expectStatus(303, await shopper.post('/cart/items', { slug }));
    },
    checkout: async (visit) => {
      const answer = expectStatus(303, await visit.shopper.post('/checkout', {}));
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
    'confirmation and events': async ({ paymentIntentId }) => {
      await payWith(stripe, paymentIntentId);
    },
    return: async ({ shopper, token, paymentIntentId }) => {
      const query = `payment_intent=${paymentIntentId}`;
      expectStatus(303, await shopper.get(`/checkout/${token}/return?${query}`));
    },
    'order page': async ({ shopper, token }) => {
      const { text } = expectStatus(200, await shopper.get(`/orders/${token}`));
      if (!text.includes('Your order is paid')) throw new Error(`${token} is not paid`);
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
  const cpuBefore = bench.shop.cpuMs();
  const started = performance.now();
  await Promise.all(Array.from({ length: atOnce }, shopperLoop));
  const seconds = (performance.now() - started) / 1000;
  await eventsProcessed(bench);
  return {
    atOnce,
    perSecond: purchases / seconds,
    p50Ms: percentile(took, 50),
    p99Ms: percentile(took, 99),
    cpuMs: (bench.shop.cpuMs() - cpuBefore) / purchases,
  };
}

/** The shop's CPU for each step, in milliseconds: all shoppers do one step before the next begins. */
export async function cpuBySteps(bench: Bench, purchases: number): Promise<Map<string, number>> {
  const visits = Array.from({ length: purchases }, () => newVisit(bench));
  const figures = new Map<string, number>();
  for (const [name, step] of Object.entries(stepsOf(bench))) {
    const before = bench.shop.cpuMs();
    for (const visit of visits) await step(visit);
    if (name.includes('events')) await eventsProcessed(bench);
    figures.set(name, (bench.shop.cpuMs() - before) / purchases);
  }
  return figures;
}

/** Throws unless each purchase is one paid order with one payment. */
export function checkPaidOnce({ databasePath }: Bench, purchases: number) {
  const [orders, payments] = onDatabase(databasePath, (database) =>
    [
      `SELECT count(*) FROM "Order" WHERE state = 'paid'`,
      `SELECT count(DISTINCT orderId) FROM LedgerEntry WHERE kind = 'payment'`,
    ].map((sql) => Number(database.prepare(sql).pluck().get())),
  );
  if (orders !== purchases || payments !== purchases)
    throw new Error(`${purchases} were bought, ${orders} orders paid, ${payments} payments kept`);
}

export const newVisit = ({ shop }: Bench): Visit => ({
  shopper: new Shopper(shop.url),
  token: '',
  paymentIntentId: '',
});

function unlimitedBooks(databasePath: string): string[] {
  return onDatabase(databasePath, (database) =>
    database
      .prepare('SELECT slug FROM Book WHERE stock IS NULL ORDER BY id LIMIT ?')
      .pluck()
      .all(LINES),
  ) as string[];
}

/** Waits until the event of each paid order has come, and nothing waits any more. */
function eventsProcessed({ databasePath }: Bench) {
  const missing = `SELECT (SELECT count(*) FROM "Order" WHERE paymentIntentId IS NOT NULL AND email IS NOT NULL)
    - (SELECT count(*) FROM WebhookEvent WHERE type = 'payment_intent.succeeded')
    + (SELECT count(*) FROM WebhookEvent WHERE status <> 'processed')`;
  return eventually(() => {
    const left = onDatabase(databasePath, (database) => database.prepare(missing).pluck().get());
    if (left !== 0) throw new Error(`${String(left)} events are not processed`);
  }, 60);
}

function expectStatus<A extends { status: number; text: string }>(status: number, answer: A): A {
  if (answer.status === status) return answer;
  throw new Error(`The shop answered ${answer.status} instead of ${status}: ${answer.text}`);
}
