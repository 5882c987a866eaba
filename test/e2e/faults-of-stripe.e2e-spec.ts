import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type Stripe from 'stripe';
import { Buyer } from '../support/buyer.js';
import { freshDatabase } from '../support/database.js';
import type { Fault } from '../support/fault-proxy.js';
import type { Answer } from '../support/shopper.js';
import { expectTruth, LONGEST_PAGE_SECONDS, timed } from '../support/page-promises.js';
import { FAULTS, STRIPE_CALLS, type StripeCall } from '../support/stripe-calls.js';
import { SHORTER_DEADLINE, WITHOUT_BREAKER } from '../support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { World } from '../support/world.js';

jest.setTimeout(180_000);

const AT_ONCE = 28;

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
    const shopScript = await patchedBuild('faults-of-stripe', [
      WITHOUT_BREAKER,
      ...SHORTER_DEADLINE,
    ]);
    world = await World.start({ databasePath: await freshDatabase(), shopScript, isFaulty: true });
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
