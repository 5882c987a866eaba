import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { onDatabase } from '../../test/support/database.js';
import { anOrder, aStranger } from '../../test/support/placed-orders.js';
import { recordsOf } from '../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { WebhooksService } from '../webhooks/webhooks.service.js';

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
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openImpatientShop();
    aBook(shop.databasePath, { slug: 'a-book' });
    // The sweeper reads Stripe's lists from where its first order was placed.
    await anOrder(shop, 'a-book');
  });
  afterAll(() => shop.close());

  const orders = (...args: (string | number)[]) => shop.orders(...args);
  const one = (sql: string, id: string) =>
    onDatabase(shop.databasePath, (database) => database.prepare<[string], Matter>(sql).get(id));
  const discrepancyOf = (id: string) => one('SELECT * FROM Discrepancy WHERE subjectId = ?', id);
  const eventOf = (id: string) => one('SELECT * FROM WebhookEvent WHERE eventId = ?', id);
  /** Stripe's side of a payment moves, and sends no event. */
  const truthOf = (id: string) => shop.gateway.stripe.intent(id).truth;

  async function sweeps(rounds: number) {
    for (let round = 0; round < rounds; round += 1) await shop.sweep();
  }

  /** A payment that is none of the shop's, and whose time in Stripe's list is over. */
  async function strange(amount: number) {
    readListsAgain();
    const id = aStranger(shop, amount);
    await shop.sweep();
    expect(discrepancyOf(id)).toMatchObject({ resolvedAt: null });
    shop.change(`UPDATE Checkpoint SET at = '2999-01-01T00:00:00.000+00:00' WHERE name LIKE 'payments of %'`); // prettier-ignore
    await shop.sweep();
    return id;
  }
  const readListsAgain = () =>
    shop.change(`DELETE FROM Checkpoint WHERE name LIKE 'payments of %'`);

  /** As an event that nobody could apply for a day. */
  function park(eventId: string, payment: string, status = 'dead_letter') {
    shop.change(
      `INSERT INTO WebhookEvent (eventId, type, paymentIntentId, payload, status, attempts, createdAt, receivedAt, nextAttemptAt)
       VALUES (?, 'payment_intent.created', ?, '{}', ?, 99, '${A_DAY_AGO}', '${A_DAY_AGO}', ?)`,
      eventId,
      payment,
      status,
      status === 'retry_scheduled' ? A_DAY_AGO : null,
    );
  }
  const retryEvents = () => shop.get(WebhooksService).retryDue(() => true);

  describe('of a payment that no order has', () => {
    it.each<[string, (id: string) => void]>([
      ['canceled', (id) => truthOf(id).cancel()],
      [
        'refunded',
        (id) => {
          truthOf(id).succeed();
          truthOf(id).refundRest();
        },
      ],
    ])('closes by itself once it is %s, and its parked events with it', async (_, end) => {
      const id = await strange(500);
      park(`evt_of_${id}`, id);

      end(id);
      await shop.sweep();

      expect(discrepancyOf(id)?.resolvedAt).not.toBeNull();
      expect(eventOf(`evt_of_${id}`)?.status).toBe('processed');
      const closed = discrepancyOf(id);
      readListsAgain();
      await sweeps(2);
      expect(discrepancyOf(id)).toEqual(closed);
    });

    it('stays while only a part of its money is back, and says so', async () => {
      const id = await strange(600);
      truthOf(id).succeed();
      truthOf(id).refund(99);

      await shop.sweep();

      expect(discrepancyOf(id)).toMatchObject({
        stripeValue: 'succeeded: $6.00, $1.00 gone back',
        resolvedAt: null,
      });
    });

    it('is dismissed on somebody’s word, and opens again only when it changes', async () => {
      const id = await strange(700);

      const dismissed = await orders('review', id, 'dismiss');
      const again = await orders('review', id, 'dismiss');
      await sweeps(3);
      const after = await orders('review');

      expect([dismissed.code, again.code]).toEqual([0, 1]);
      expect(after.said).not.toContain(id);
      expect(discrepancyOf(id)).toMatchObject({
        resolvedAt: null,
        dismissedAt: expect.any(String),
        dismissedBy: expect.stringMatching(/./),
      });

      truthOf(id).succeed();
      await shop.sweep();

      expect(discrepancyOf(id)?.dismissedAt).toBeNull();
      expect((await orders('review')).said).toContain(`Payment ${id}: here no order has it, at Stripe succeeded`); // prettier-ignore
    });
  });

  describe('of an event that could not be applied', () => {
    it.each(['evt_gone', 'pi_gone'])('is dismissed by %s, and stays so', async (id) => {
      shop.change('DELETE FROM WebhookEvent WHERE eventId = ?', 'evt_gone');
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
      const { number } = recordsOf(shop.databasePath).orders()[0] ?? { number: 0 };
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
      const [over, open, back] = [500, 500, 500].map((amount) => aStranger(shop, amount));
      truthOf(over ?? '').cancel();
      truthOf(back ?? '').succeed();
      truthOf(back ?? '').refundRest();
      park('evt_over', over ?? '', 'retry_scheduled');
      park('evt_open', open ?? '', 'retry_scheduled');
      park('evt_back', back ?? '', 'retry_scheduled');

      await retryEvents();

      const statuses = ['evt_over', 'evt_open', 'evt_back'].map((id) => eventOf(id)?.status);
      expect(statuses).toEqual(['processed', 'dead_letter', 'processed']);
    });

    it('stays dismissed with its payment, also when it is parked only later', async () => {
      const id = await strange(800);
      park('evt_later', id, 'retry_scheduled');

      const { said } = await orders('review', id, 'dismiss');
      await retryEvents();

      expect(said).toContain('Dismissed: 1');
      expect(eventOf('evt_later')?.status).toBe('dead_letter');
      expect((await orders('review')).said).not.toContain('evt_later');
    });
  });

  describe('of an order', () => {
    async function sold() {
      const order = await anOrder(shop, 'a-book');
      order.pay();
      await shop.sweep();
      expect(order.is().state).toBe('paid');
      return order;
    }

    it('that is disputed is told by review as by check, until it was looked at', async () => {
      const { number, payment, is } = await sold();
      shop.gateway.stripe.act(payment, 'charge.dispute.created', (truth) => truth.dispute('open'));
      await shop.sweep();
      expect(is().state).toBe('disputed');
      const line = `Order ${number}: its payment is disputed`;

      const [listed, checked] = [await orders('review'), await orders('check', number)];
      const dismissed = await orders('review', number, 'dismiss');
      const [listedAfter, checkedAfter] = [await orders('review'), await orders('check', number)];
      const again = await orders('review', number, 'dismiss');

      expect(listed.said).toContain(line);
      expect([listed.code, checked.code, dismissed.code]).toEqual([1, 1, 0]);
      expect(listedAfter.said).not.toContain(line);
      expect([checkedAfter.code, again.code]).toEqual([0, 1]);
      expect(recordsOf(shop.databasePath).timeline('dispute_dismissed')).toMatchObject([{ trigger: 'admin' }]); // prettier-ignore
    });

    it('that differs from Stripe’s books is dismissed by its number', async () => {
      const { id, number } = await sold();
      shop.change('UPDATE LedgerEntry SET amountMinor = 2200 WHERE orderId = ?', id);
      shop.change('UPDATE TimelineEntry SET at = ? WHERE orderId = ?', new Date().toISOString().replace('Z', '+00:00'), id); // prettier-ignore
      await shop.sweep();
      expect(discrepancyOf(id)?.resolvedAt).toBeNull();

      const dismissed = await orders('review', number, 'dismiss');
      await sweeps(2);

      expect(dismissed.code).toBe(0);
      expect((await orders('review')).said).not.toContain(`What came in for order ${number}`);
    });

    it('of whose payment an event could not be applied is dismissed by its number', async () => {
      const { number, payment } = await sold();
      park('evt_of_order', payment);

      park('evt_being_retried', payment, 'retry_scheduled');

      const dismissed = await orders('review', number, 'dismiss');

      expect(dismissed.code).toBe(0);
      expect((await orders('review')).said).not.toContain('evt_of_order');
      // Nobody has seen that one.
      expect(eventOf('evt_being_retried')?.dismissedAt).toBeNull();
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
