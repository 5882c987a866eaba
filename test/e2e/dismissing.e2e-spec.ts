import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { onDatabase } from '../support/database.js';
import { ordersCommand } from '../support/orders-command.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { roundsOf, sweptWorld } from '../support/sweeping.js';
import type { World } from '../support/world.js';

const A_DAY_AGO = '2026-01-01T00:00:00.000+00:00';

interface Matter {
  subjectId: string;
  stripeValue: string;
  status: string;
  resolvedAt: string | null;
  dismissedAt: string | null;
  dismissedBy: string | null;
}

describe('what lies open for a person', () => {
  let world: World;
  let slug: string;

  beforeAll(async () => {
    ({ world, slug } = await sweptWorld());
    // The sweeper reads Stripe's lists from where its first order was placed.
    await new Shopper(world.shopUrl).buyNow(slug);
  });
  afterAll(() => world.stop());

  const orders = (...args: (string | number)[]) => ordersCommand(world, ...args);
  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(world.databasePath, (database) => database.prepare(sql).run(...values));
  const one = (sql: string, id: string) =>
    onDatabase(world.databasePath, (database) => database.prepare<[string], Matter>(sql).get(id));
  const discrepancyOf = (id: string) => one('SELECT * FROM Discrepancy WHERE subjectId = ?', id);
  const eventOf = (id: string) => one('SELECT * FROM WebhookEvent WHERE eventId = ?', id);

  /** A payment that is none of the shop's, and whose time in Stripe's list is over. */
  async function aStranger(amount: number) {
    const { id } = await world.stripe.paymentIntents.create({ amount, currency: 'usd' });
    await eventually(() => expect(discrepancyOf(id)).toMatchObject({ resolvedAt: null }), 30);
    change(`UPDATE Checkpoint SET at = '2999-01-01T00:00:00.000+00:00' WHERE name LIKE 'payments of %'`); // prettier-ignore
    await roundsOf(world.databasePath, 1);
    return id;
  }
  const readListsAgain = () => change(`DELETE FROM Checkpoint WHERE name LIKE 'payments of %'`);

  /** As an event that nobody could apply for a day. */
  function park(eventId: string, payment: string, status = 'dead_letter') {
    change(
      `INSERT INTO WebhookEvent (eventId, type, paymentIntentId, payload, status, attempts, createdAt, receivedAt, nextAttemptAt)
       VALUES (?, 'payment_intent.created', ?, '{}', ?, 99, '${A_DAY_AGO}', '${A_DAY_AGO}', ?)`,
      eventId,
      payment,
      status,
      status === 'retry_scheduled' ? A_DAY_AGO : null,
    );
  }

  describe('of a payment that no order has', () => {
    it.each<[string, (id: string) => Promise<unknown>]>([
      ['canceled', (id) => world.stripe.paymentIntents.cancel(id)],
      [
        'refunded',
        async (id) => {
          await payWith(world.stripe, id);
          await world.stripe.refunds.create({ payment_intent: id });
        },
      ],
    ])('closes by itself once it is %s, and its parked events with it', async (_, end) => {
      readListsAgain();
      const id = await aStranger(500);
      park(`evt_of_${id}`, id);

      await end(id);

      await eventually(() => expect(discrepancyOf(id)?.resolvedAt).not.toBeNull(), 30);
      await eventually(() => expect(eventOf(`evt_of_${id}`)?.status).toBe('processed'), 30);
      const closed = discrepancyOf(id);
      readListsAgain();
      await roundsOf(world.databasePath, 2);
      expect(discrepancyOf(id)).toEqual(closed);
    });

    it('stays while only a part of its money is back, and says so', async () => {
      readListsAgain();
      const id = await aStranger(600);
      await payWith(world.stripe, id);
      await world.stripe.refunds.create({ payment_intent: id, amount: 100 });

      const stripeValue = 'succeeded: $6.00, $1.00 gone back';
      await eventually(() => expect(discrepancyOf(id)).toMatchObject({ stripeValue }), 30);
      expect(discrepancyOf(id)?.resolvedAt).toBeNull();
    });

    it('is dismissed on somebody’s word, and opens again only when it changes', async () => {
      readListsAgain();
      const id = await aStranger(700);

      const dismissed = await orders('review', id, 'dismiss');
      const again = await orders('review', id, 'dismiss');
      await roundsOf(world.databasePath, 3);
      const after = await orders('review');

      expect([dismissed.code, again.code]).toEqual([0, 1]);
      expect(after.said).not.toContain(id);
      expect(discrepancyOf(id)).toMatchObject({
        resolvedAt: null,
        dismissedAt: expect.any(String),
        dismissedBy: expect.stringMatching(/./),
      });

      await payWith(world.stripe, id);
      await eventually(() => expect(discrepancyOf(id)?.dismissedAt).toBeNull(), 30);
      expect((await orders('review')).said).toContain(`Payment ${id}: here no order has it, at Stripe succeeded`); // prettier-ignore
    });
  });

  describe('of an event that could not be applied', () => {
    it.each(['evt_gone', 'pi_gone'])('is dismissed by %s, and stays so', async (id) => {
      change('DELETE FROM WebhookEvent WHERE eventId = ?', 'evt_gone');
      park('evt_gone', 'pi_gone');
      const before = await orders('review');

      const dismissed = await orders('review', id, 'dismiss');
      const after = await orders('review', '--json');

      expect(before.said).toContain('Event evt_gone (payment_intent.created) of pi_gone');
      expect(dismissed).toEqual({ code: 0, said: expect.stringContaining('Dismissed: 1') });
      expect(after.said).not.toContain('evt_gone');
      expect(eventOf('evt_gone')).toMatchObject({
        status: 'dead_letter',
        dismissedAt: expect.any(String),
        dismissedBy: expect.stringMatching(/./),
      });
    });

    it('is counted by check, which also tells when the last sweep ended', async () => {
      change('DELETE FROM WebhookEvent WHERE eventId = ?', 'evt_counted');
      const { number } = recordsOf(world.databasePath).orders()[0] ?? { number: 0 };
      const parked = async () => {
        const { said } = await orders('check', number, '--json');
        return JSON.parse(said) as { dead_letters: number; last_reconciliation_at: string };
      };
      const before = await parked();
      park('evt_counted', 'pi_counted');

      const after = await parked();
      const { code, said } = await orders('check', '--all-open');
      await orders('review', 'evt_counted', 'dismiss');

      expect(after.dead_letters).toBe(before.dead_letters + 1);
      expect(Date.parse(after.last_reconciliation_at)).toBeGreaterThan(Date.now() - 60_000);
      expect(code).toBe(1);
      expect(said).toMatch(/Last reconciliation: 20.*Z\. .*: \d+: npm run orders -- review\./);
      expect((await parked()).dead_letters).toBe(before.dead_letters);
    });

    it('is not parked at all when nobody can pay any more, or all has gone back', async () => {
      const create = () => world.stripe.paymentIntents.create({ amount: 500, currency: 'usd' });
      const [over, open, back] = [await create(), await create(), await create()];
      await world.stripe.paymentIntents.cancel(over.id);
      await payWith(world.stripe, back.id);
      await world.stripe.refunds.create({ payment_intent: back.id });
      await world.shop.stop();
      park('evt_over', over.id, 'retry_scheduled');
      park('evt_open', open.id, 'retry_scheduled');
      park('evt_back', back.id, 'retry_scheduled');

      await world.restartShop();

      await eventually(() => expect(eventOf('evt_open')?.status).toBe('dead_letter'), 30);
      for (const id of ['evt_over', 'evt_back']) {
        await eventually(() => expect(eventOf(id)?.status).toBe('processed'), 30);
      }
    });

    it('stays dismissed with its payment, also when it is parked only later', async () => {
      readListsAgain();
      const id = await aStranger(800);
      await world.shop.stop();
      park('evt_later', id, 'retry_scheduled');

      const { said } = await orders('review', id, 'dismiss');
      await world.restartShop();

      expect(said).toContain('Dismissed: 1');
      await eventually(() => expect(eventOf('evt_later')?.status).toBe('dead_letter'), 30);
      expect((await orders('review')).said).not.toContain('evt_later');
    });
  });

  describe('of an order', () => {
    const orderOf = (token: string) => recordsOf(world.databasePath).order(token);

    async function sold(card?: string) {
      const token = await new Shopper(world.shopUrl).buyNow(slug);
      await payWith(world.stripe, orderOf(token).paymentIntentId ?? '', card);
      await eventually(() => expect(['paid', 'disputed']).toContain(orderOf(token).state), 30);
      return { token, number: orderOf(token).number, id: orderOf(token).id };
    }

    it('that is disputed is told by review as by check, until it was looked at', async () => {
      const { token, number } = await sold('pm_card_createDispute');
      await eventually(() => expect(orderOf(token).state).toBe('disputed'), 30);
      const line = `Order ${number}: its payment is disputed`;

      const [listed, checked] = [await orders('review'), await orders('check', number)];
      const dismissed = await orders('review', number, 'dismiss');
      const [listedAfter, checkedAfter] = [await orders('review'), await orders('check', number)];
      const again = await orders('review', number, 'dismiss');

      expect(listed.said).toContain(line);
      expect([listed.code, checked.code, dismissed.code]).toEqual([1, 1, 0]);
      expect(listedAfter.said).not.toContain(line);
      expect([checkedAfter.code, again.code]).toEqual([0, 1]);
      expect(recordsOf(world.databasePath).timeline('dispute_dismissed')).toMatchObject([{ trigger: 'admin' }]); // prettier-ignore
    });

    it('that differs from Stripe’s books is dismissed by its number', async () => {
      const { id, number } = await sold();
      change('UPDATE LedgerEntry SET amountMinor = 2200 WHERE orderId = ?', id);
      change('UPDATE TimelineEntry SET at = ? WHERE orderId = ?', new Date().toISOString().replace('Z', '+00:00'), id); // prettier-ignore
      await eventually(() => expect(discrepancyOf(id)?.resolvedAt).toBeNull(), 30);

      const dismissed = await orders('review', number, 'dismiss');
      await roundsOf(world.databasePath, 2);

      expect(dismissed.code).toBe(0);
      expect((await orders('review')).said).not.toContain(`What came in for order ${number}`);
    });

    it('that is well has nothing to dismiss', async () => {
      const { number } = await sold();

      expect(await orders('review', number, 'dismiss')).toEqual({
        code: 1,
        said: expect.stringContaining('can be dismissed'),
      });
    });
  });
});
