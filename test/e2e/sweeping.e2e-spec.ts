import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { lastRound, roundsOf } from '../support/sweeping.js';
import { World } from '../support/world.js';

/** Three silences in a row do, and four are asked about at once. */
const MORE_THAN_END_A_STEP = 8;
/** Nobody holds the lease in between, the round that is ending, and two more begun. */
const SILENT_ROUNDS = 3;

describe('the sweeper', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    ({ slug } = aBook(databasePath));
    world = await World.start({ databasePath, shopEnv: { SWEEP_SECONDS: '0.3' }, isFaulty: true });
    await world.control.set({ webhooks: 'off' });
  });
  afterAll(() => world.stop());

  const records = () => recordsOf(world.databasePath);
  const orderOf = (token: string) => records().order(token);
  const isPaid = (token: string) => eventually(() => expect(orderOf(token).state).toBe('paid'), 30);

  /** Of the lease: each round has another. */
  const holder = () =>
    onDatabase(
      world.databasePath,
      (database) => database.prepare<[], string>('SELECT holder FROM Lease').pluck().get() ?? '',
    );

  async function anOrder() {
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    return { token, id: orderOf(token).paymentIntentId ?? '' };
  }

  it('finds an order paid that no webhook tells of and nobody looks at', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);

    await isPaid(token);

    const { id: orderId } = orderOf(token);
    const moves = records().timeline('payment_succeeded');
    expect(moves.filter((move) => move.orderId === orderId)).toMatchObject([
      { trigger: 'reconciliation' },
    ]);
  });

  it('finds it paid when Stripe has no event of it either', async () => {
    const heal = world.faults.plan(({ path }) => path === '/v1/events', { status: 500 });
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);

    await isPaid(token);
    heal();
  });

  it('says what became of a decline', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id, 'pm_card_visa_chargeDeclined').catch(() => null);

    await eventually(() => expect(orderOf(token).state).toBe('declined'));
  });

  it('lets no order stop the others, and complains of it once', async () => {
    const bad = await anOrder();
    const heal = world.faults.plan(({ path }) => path.endsWith(bad.id), { status: 400 });
    const good = await anOrder();
    await payWith(world.stripe, good.id);

    await isPaid(good.token);
    await roundsOf(world.databasePath, 3);
    heal();

    const { number } = orderOf(bad.token);
    const complaints = world.shop.output().split(`Order ${number} could not be reconciled`);
    expect(complaints).toHaveLength(2);
  });

  it('comes to an order although the ones before it are never answered', async () => {
    const held: string[] = [];
    for (let order = 0; order < MORE_THAN_END_A_STEP; order += 1) held.push((await anOrder()).id);
    // No event may tell of the payment either.
    const isHeld = ({ path }: { path: string }) =>
      path.startsWith('/v1/events') || held.some((id) => path.endsWith(id));
    const heal = world.faults.plan(isHeld, { status: 429 });
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);

    await isPaid(token);
    heal();
    await roundsOf(world.databasePath, 1); // what is not answered is told of again after that
  });

  it('goes through its other steps when one list cannot be read, and complains of it once', async () => {
    await anOrder();
    const before = world.shop.output().length;
    const heal = world.faults.plan(({ path }) => path.startsWith('/v1/events'), { status: 500 });
    const { id } = await world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
    const found = () =>
      onDatabase(world.databasePath, (database) =>
        database.prepare('SELECT * FROM Discrepancy WHERE subjectId = ?').all(id),
      );

    await eventually(() => expect(found()).toHaveLength(1), 30);
    const said = () =>
      world.shop.output().slice(before).split('Stripe’s list of events could not be').length - 1;
    await eventually(() => expect(said()).toBe(1));
    heal();
  });

  it('rests while Stripe is silent, says so once, and goes on when it answers', async () => {
    const { token, id } = await anOrder();
    await payWith(world.stripe, id);
    const others = await Promise.all([anOrder(), anOrder(), anOrder()]);
    // In whole rounds, so that what an earlier test has caused is over.
    await roundsOf(world.databasePath, 2);
    const before = world.shop.output().length;
    const said = (what: string) => world.shop.output().slice(before).split(what).length - 1;
    const heal = world.faults.plan(() => true, { status: 500 });
    await eventually(() => expect(said('Stripe does not answer')).toBe(1), 60);
    const ended = lastRound(world.databasePath);
    // Another silent round from its beginning to its end.
    const holders = new Set<string>();
    await eventually(() => expect(holders.add(holder()).size).toBeGreaterThan(SILENT_ROUNDS), 60);
    expect(lastRound(world.databasePath)).toBe(ended);

    heal();
    await eventually(() => expect(said('Stripe answers again')).toBe(1), 30);

    expect(said('Stripe does not answer')).toBe(1);
    await isPaid(token);
    expect(others.map((other) => orderOf(other.token).state)).toEqual(others.map(() => 'pending'));
  }, 90_000);

  it('stops with the shop, also in the middle of a question to Stripe', async () => {
    await anOrder();
    const { length } = world.faults.record;
    const heal = world.faults.plan(() => true, 'hang');
    await eventually(() => expect(world.faults.record.length).toBeGreaterThan(length));

    await world.shop.stop();
    heal();

    expect(await world.shop.ended).not.toBe(1);
    expect(world.shop.output()).not.toContain('The shutdown took too long');
    await world.restartShop();
  });
});
