import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type Stripe from 'stripe';
import { Buyer } from '../support/buyer.js';
import { freshDatabase } from '../support/database.js';
import type { Fault, ProxiedRequest } from '../support/fault-proxy.js';
import type { Answer } from '../support/shopper.js';
import { FAULTS, STRIPE_CALLS, type StripeCall } from '../support/stripe-calls.js';
import { World } from '../support/world.js';

jest.setTimeout(180_000);

const AT_ONCE = 28;
const LONGEST_PAGE_SECONDS = 10;

interface Suffered {
  answer: Answer;
  seconds: number;
  duringTheFault: Stripe.PaymentIntent[];
  inTheEnd: Stripe.PaymentIntent[];
  ledger: { stripeId: string; amountMinor: number }[];
}

interface Case {
  name: string;
  call: StripeCall;
  fault: Fault;
  times: number;
}

const CASES: Case[] = STRIPE_CALLS.flatMap((call) =>
  FAULTS.flatMap(([said, fault]) => [
    { name: `${call.name}, ${said} once`, call, fault, times: 1 },
    { name: `${call.name}, ${said} always`, call, fault, times: Infinity },
  ]),
);

async function timed(step: () => Promise<Answer>) {
  const started = performance.now();
  const answer = await step();
  return { answer, seconds: (performance.now() - started) / 1000 };
}

async function suffer(world: World, { name, call, fault, times }: Case): Promise<Suffered> {
  const buyer = Buyer.of(world, name);
  await call.prepare(buyer);
  const heal = world.faults.plan(call.recognize(buyer), fault, times);
  const { answer, seconds } = await timed(() => call.step(buyer));
  const duringTheFault = await buyer.intents();
  heal();
  await buyer.complete();
  const inTheEnd = await buyer.intents();
  return { answer, seconds, duringTheFault, inTheEnd, ledger: buyer.ledger() };
}

/** Starts all, some at a time. Each result, or what it failed with, is there to be awaited by name. */
function inTurns<T extends { name: string }, R>(cases: T[], work: (each: T) => Promise<R>) {
  const results = new Map<string, Promise<R>>();
  const running: Promise<unknown>[] = [];
  cases.forEach((each, index) => {
    const turn = running[index - AT_ONCE] ?? Promise.resolve();
    const result = turn.then(() => work(each));
    running.push(result.catch(() => null));
    results.set(each.name, result);
  });
  return (name: string) => {
    const result = results.get(name);
    if (!result) throw new Error(`There is no case ${name}`);
    return result;
  };
}

/** An order with two PaymentIntents that can be paid could be paid twice. */
function ordersWithTwo(intents: Stripe.PaymentIntent[]): string[] {
  const orderIds = intents
    .filter(({ status }) => status !== 'canceled')
    .map(({ metadata }) => metadata['order_id'] ?? '');
  return orderIds.filter((id, index) => orderIds.indexOf(id) !== index);
}

/** What the page says of money, if it is one that says that something went wrong. */
function expectTruth({ status, text }: Answer, isConfirmed: boolean) {
  expect([200, 303, 503]).toContain(status);
  if (isConfirmed) {
    expect(text).not.toMatch(/Nothing (was|has been) charged/);
    if (status !== 303) expect(text).toMatch(/do not pay again|Your order is paid/);
  } else if (status === 503) {
    expect(text).toContain('Nothing was charged');
  }
}

function expectPaidOnce({ inTheEnd, ledger }: Suffered) {
  const succeeded = inTheEnd.filter(({ status }) => status === 'succeeded');
  expect(ordersWithTwo(inTheEnd)).toEqual([]);
  expect(ledger).toMatchObject([{ stripeId: succeeded[0]?.id }]);
  expect(succeeded).toHaveLength(1);
}

describe('a call to Stripe', () => {
  let world: World;
  let suffered: (name: string) => Promise<Suffered>;

  beforeAll(async () => {
    world = await World.start({ databasePath: await freshDatabase(), isFaulty: true });
    await world.control.set({ webhooks: 'off' });
    suffered = inTurns(CASES, (each) => suffer(world, each));
  });
  afterAll(() => world.stop());

  it.each(CASES)('$name', async ({ name, call, times }) => {
    const all = await suffered(name);

    expect(all.seconds).toBeLessThan(LONGEST_PAGE_SECONDS);
    expectTruth(all.answer, call.isConfirmed);
    if (times === 1) expect(all.answer.status).toBeLessThan(400);
    expect(ordersWithTwo(all.duringTheFault)).toEqual([]);
    expectPaidOnce(all);
  });
});

describe('the question for the account', () => {
  let world: World;
  const isIt = ({ path }: ProxiedRequest) => path === '/v1/account';

  beforeAll(async () => {
    world = await World.start({ databasePath: await freshDatabase(), isFaulty: true });
  });
  afterAll(() => world.stop());

  it('is answered by no page over ten seconds while it fails, each telling the truth', async () => {
    const buyers: Buyer[] = [];
    for (const [said, fault] of FAULTS) {
      const buyer = Buyer.of(world, `account ${said}`);
      const heal = world.faults.plan(isIt, fault);
      const { answer, seconds } = await timed(() => buyer.begin());
      heal();
      expect(answer.status).toBe(503);
      expectTruth(answer, false);
      expect(seconds).toBeLessThan(LONGEST_PAGE_SECONDS);
      expect(await buyer.intents()).toEqual([]);
      buyers.push(buyer);
    }
    await Promise.all(buyers.map((buyer) => buyer.complete()));
  });

  it('is asked again within the same page when it fails once', async () => {
    for (const [said, fault] of FAULTS) {
      await world.shop.stop();
      await world.restartShop();
      const buyer = Buyer.of(world, `account once ${said}`);
      world.faults.plan(isIt, fault, 1);
      const { answer } = await timed(() => buyer.begin());
      expect([said, answer.status]).toEqual([said, 303]);
      await buyer.complete();
    }
  });
});
