import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { hasStripeCli, StripeCli } from '../../sandbox/test/support/stripe-cli.js';
import { Buyer } from '../support/buyer.js';
import { recordsOf } from '../support/records.js';
import { World } from '../support/world.js';

let world: World;
let cli: StripeCli;

const withCli = hasStripeCli ? describe : describe.skip;

const events = () => recordsOf(world.databasePath).events();

withCli('a shop that stripe listen forwards to', () => {
  beforeAll(async () => {
    world = await World.start();
    cli = await StripeCli.at(world.sandboxUrl);
    // It believes the CLI only: what the sandbox sends to it directly it refuses.
    const shopEnv = { STRIPE_WEBHOOK_SECRET: await cli.signingSecret() };
    await world.shop.stop();
    await world.restartShop({ shopEnv });
    await cli.listen('--all-snapshot', '-f', `${world.shopUrl}/webhooks/stripe`);
  });

  afterAll(async () => {
    await cli.stop();
    await world.stop();
  });

  it('takes what the CLI brings, and hears of a payment that nobody came back from', async () => {
    const buyer = Buyer.of(world, 'A Forwarded Book');
    await buyer.begin();

    await buyer.pay();

    await eventually(() => {
      expect(buyer.order.state).toBe('paid');
      // Which of the events comes first, and moves the order, is up to the CLI.
      expect(events().map(({ type }) => type)).toContain('payment_intent.succeeded');
    });
  });

  it('is not moved twice by an event that is sent again', async () => {
    const [{ eventId } = { eventId: '' }] = events().filter(
      ({ type }) => type === 'payment_intent.succeeded',
    );
    const ofEvent = async () =>
      (await world.control.deliveries()).filter(
        ({ event, status }) => event === eventId && status === 200,
      );
    const taken = (times: number) =>
      eventually(async () => {
        expect(await ofEvent()).toHaveLength(times);
      });
    await taken(1);

    await cli.run('events', 'resend', eventId);

    await taken(2);
    expect(recordsOf(world.databasePath).timeline('payment_succeeded')).toHaveLength(1);
    expect(events().filter((event) => event.eventId === eventId)).toHaveLength(1);
  });
});
