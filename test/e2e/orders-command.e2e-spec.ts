import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { ORDER_STATES } from '../../src/orders/domain/order-state.js';
import { aBook } from '../support/books.js';
import { freshDatabase, onDatabase } from '../support/database.js';
import type { ProxiedRequest } from '../support/fault-proxy.js';
import { ordersCommand } from '../support/orders-command.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 30;
const isRefund = ({ method, path }: ProxiedRequest) => method === 'POST' && path === '/v1/refunds';

describe('npm run orders', () => {
  let world: World;

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book', unitPriceMinor: 2300 });
    aBook(databasePath, { slug: 'a-rare-book', title: 'A Rare Book', stock: 1 });
    world = await World.start({ databasePath, isFaulty: true });
  });
  afterAll(() => world.stop());

  /** In this process, which is quicker; the last test runs it as a person does. */
  const orders = (...args: (string | number)[]) => ordersCommand(world, ...args);
  const records = () => recordsOf(world.databasePath);
  const change = (sql: string, ...values: unknown[]) =>
    onDatabase(world.databasePath, (database) => database.prepare(sql).run(...values));
  const kindsOf = (orderId: string) =>
    records()
      .ledger()
      .filter((entry) => entry.orderId === orderId)
      .map(({ kind, amountMinor }) => [kind, amountMinor]);
  const refundsOf = async (payment: string) =>
    (await world.stripe.refunds.list({ payment_intent: payment })).data;

  async function ordered(slug = 'a-book') {
    const token = await new Shopper(world.shopUrl).buyNow(slug);
    const { number, paymentIntentId, id } = records().order(token);
    return { token, number, id, payment: paymentIntentId ?? '', is: () => records().order(token).state }; // prettier-ignore
  }

  async function paid() {
    const order = await ordered();
    await payWith(world.stripe, order.payment);
    await eventually(() => expect(order.is()).toBe('paid'), PATIENCE_SECONDS);
    return order;
  }

  /** It is not for the total that is paid. */
  async function underReview(slug = 'a-book') {
    await world.control.set({ webhooks: 'off' });
    const order = await ordered(slug);
    change('UPDATE "Order" SET totalMinor = 2200 WHERE id = ?', order.id);
    await payWith(world.stripe, order.payment);
    await new Shopper(world.shopUrl).get(`/orders/${order.token}`);
    await world.control.set({ webhooks: 'on' });
    expect(order.is()).toBe('needs_review');
    return order;
  }

  it('lists and shows orders, and opens none to who reads along', async () => {
    const { number, token, payment } = await paid();

    const list = await orders('list', '--limit', 5);
    const shown = await orders('show', number);
    const json = await orders('show', number, '--json');
    const link = await orders('show', number, '--link');

    expect(list).toEqual({ code: 0, said: expect.stringMatching(`${number} +\\$23.00 +paid`) });
    expect(shown.said).toContain(`Order ${number}: paid`);
    expect(shown.said).toContain('1 × The Art of Doing Science and Engineering, $23.00 each');
    expect(shown.said).toContain(`+$23.00  payment  ${payment}`);
    expect(JSON.parse(json.said)).toMatchObject({ number, state: 'paid', balance_minor: 2300 });
    expect(list.said + shown.said + json.said).not.toContain(token);
    expect(link.said).toContain(`${world.publicUrl}/orders/${token}`);
  });

  it.each([
    [0, '--help'],
    [0, 'refund --help'],
    [2, ''],
    [2, 'sell'],
    [2, 'list --state sold'],
    [2, 'list --all'],
    [2, 'show 999999'],
    [2, 'refund 1001 5.001'],
    [2, 'refund 1001 5 5'],
    [2, 'review 1001'],
  ])('ends with %i on: %s', async (code, args) => {
    expect((await orders(...args.split(' ').filter(Boolean))).code).toBe(code);
  });

  it('names in its help every state that list takes', async () => {
    const { said } = await orders('list', '--help');

    expect(ORDER_STATES.filter((state) => !said.includes(state))).toEqual([]);
  });

  it('asks Stripe what the shop has not heard, beside the shop', async () => {
    await world.control.set({ webhooks: 'off' });
    const { number, payment, is } = await ordered();
    await payWith(world.stripe, payment);

    const first = await orders('check', number);
    const all = await orders('check', '--all-open');
    const again = await orders('check', number);
    await world.control.set({ webhooks: 'on' });

    expect(first).toEqual({ code: 0, said: expect.stringContaining('Updated from Stripe') });
    expect(all.code).toBe(0);
    expect(again.said).toContain('Stripe agrees: paid');
    expect(is()).toBe('paid');
    expect(records().timeline('payment_succeeded').at(-1)).toMatchObject({ trigger: 'admin' });
  });

  it('refunds as often as it is told to, and never more than there is', async () => {
    const { number, id, payment, is } = await paid();

    const twice = [await orders('refund', number, '5.00'), await orders('refund', number, 5)];
    const asked = world.faults.record.filter(isRefund).length;
    const tooMuch = await orders('refund', number, '13.01');
    const isAskedAfter = world.faults.record.filter(isRefund).length > asked;
    const rest = await orders('refund', number);
    const nothing = await orders('refund', number);

    expect([...twice, rest].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(tooMuch).toEqual({ code: 1, said: expect.stringContaining('more than is left') });
    expect(isAskedAfter).toBe(false);
    expect(nothing).toEqual({ code: 1, said: expect.stringContaining('gone back already') });
    expect(kindsOf(id)).toEqual([
      ['payment', 2300],
      ['refund', 500],
      ['refund', 500],
      ['refund', 1300],
    ]);
    expect((await refundsOf(payment)).map(({ amount }) => amount)).toEqual([1300, 500, 500]);
    expect(is()).toBe('refunded');
  });

  it('finds the refund whose answer was lost, when the same command is run again', async () => {
    const { number, id, payment } = await paid();
    const heal = world.faults.plan(isRefund, 'dropAfter');

    const lost = await orders('refund', number, '5.00');
    heal();
    // As when Stripe has forgotten the key since: it does so after a day.
    change('UPDATE RefundRequest SET attempt = 2 WHERE orderId = ?', id);
    const another = await orders('refund', number, '6.00');
    const same = await orders('refund', number, '5.00');

    expect(lost).toEqual({ code: 1, said: expect.stringContaining('Run the same command again') });
    expect(another).toEqual({ code: 1, said: expect.stringContaining('has no answer yet') });
    expect(same.code).toBe(0);
    expect(await refundsOf(payment)).toHaveLength(1);
    await eventually(() => {
      expect(kindsOf(id)).toEqual([
        ['payment', 2300],
        ['refund', 500],
      ]);
    }, PATIENCE_SECONDS);
  });

  it('makes one refund of a command that two people run at once', async () => {
    const { number, payment } = await paid();

    await Promise.all([orders('refund', number, '5.00'), orders('refund', number, '5.00')]);

    const made = await refundsOf(payment);
    // Either they met, or one came after the other was done and meant it.
    expect(made.length).toBe(
      onDatabase(world.databasePath, (database) =>
        database
          .prepare(
            'SELECT count(*) FROM RefundRequest r JOIN "Order" o ON o.id = r.orderId WHERE o.number = ?',
          )
          .pluck()
          .get(number),
      ),
    );
  });

  it('says what Stripe refuses, and can be run again afterwards', async () => {
    const { number, id, payment } = await paid();
    const heal = world.faults.plan(isRefund, { status: 400 });

    const refused = await orders('refund', number, '5.00');
    heal();
    const after = await orders('refund', number, '6.00');

    expect(refused).toEqual({ code: 1, said: expect.stringContaining('Stripe refused it') });
    expect(after.code).toBe(0);
    expect((await refundsOf(payment)).map(({ amount }) => amount)).toEqual([600]);
    expect(kindsOf(id)).toHaveLength(2);
  });

  it('refunds no payment that is disputed, and none that never came', async () => {
    const disputed = await ordered();
    await payWith(world.stripe, disputed.payment, 'pm_card_createDispute');
    await eventually(() => expect(disputed.is()).toBe('disputed'), PATIENCE_SECONDS);
    const unpaid = await ordered();

    expect(await orders('refund', disputed.number)).toEqual({
      code: 1,
      said: expect.stringContaining('would pay twice'),
    });
    expect((await orders('refund', unpaid.number)).said).toContain('Nothing has been paid');
    expect(await refundsOf(disputed.payment)).toEqual([]);
  });

  it('shows what needs a person, and takes their word', async () => {
    const [good, bad] = [await underReview(), await underReview()];

    const before = await orders('review');
    const checked = await orders('check', good.number);
    const accepted = await orders('review', good.number, 'accept');
    const again = await orders('review', good.number, 'accept');
    const refunded = await orders('review', bad.number, 'refund');
    const shown = [await orders('show', good.number), await orders('show', bad.number)];

    expect(before.code).toBe(1);
    expect(before.said).toContain(`Order ${good.number}: Stripe received $23.00`);
    expect(checked).toEqual({
      code: 1,
      said: expect.stringContaining('agrees: under review. What to do: npm run orders -- review'),
    });
    expect([accepted.code, again.code, refunded.code]).toEqual([0, 1, 0]);
    expect([good.is(), bad.is()]).toEqual(['paid', 'refunded']);
    for (const { said } of shown) {
      const [head, timeline] = said.split('Timeline');
      expect(head).not.toContain('Stripe received');
      expect(timeline).toContain('payment_mismatched  (order_page)  Stripe received $23.00');
    }
    expect(records().timeline('review_accepted')).toMatchObject([{ orderId: good.id, trigger: 'admin' }]); // prettier-ignore
    expect((await refundsOf(bad.payment)).map(({ amount }) => amount)).toEqual([2300]);
  });

  it('accepts no order whose copies are gone, and takes them when they are back', async () => {
    const rare = await underReview('a-rare-book');
    change('UPDATE OrderLine SET reserved = 0 WHERE orderId = ?', rare.id); // somebody else got it
    const stock = () =>
      onDatabase(world.databasePath, (database) =>
        database.prepare(`SELECT stock FROM Book WHERE slug = 'a-rare-book'`).pluck().get(),
      );

    const without = await orders('review', rare.number, 'accept');
    change(`UPDATE Book SET stock = 1 WHERE slug = 'a-rare-book'`);
    const withOne = await orders('review', rare.number, 'accept');

    expect(without).toEqual({ code: 1, said: expect.stringContaining('No copy of “A Rare Book”') });
    expect([withOne.code, rare.is(), stock()]).toEqual([0, 'paid', 0]);
  });

  it('packs and sends what is paid, and the order’s page says so', async () => {
    const { number, token } = await paid();
    const page = async () => (await new Shopper(world.shopUrl).get(`/orders/${token}`)).text;

    const toPack = await orders('list', '--to-pack', '--limit', 100);
    const before = await page();
    const packed = await orders('pack', number, '--kind', 'post');
    const slip = await orders('slip', number, '--json');
    const sent = await orders('send', number, '--carrier', 'UPS', '--tracking', '1Z9999999999999999'); // prettier-ignore
    const shown = await orders('show', number, '--json');
    const after = await page();
    const nothing = await orders('list', '--to-pack', '--limit', 100);

    expect(toPack.said).toContain(`Order ${number}: paid`);
    expect(nothing.said).not.toContain(`Order ${number}:`);
    expect([packed.code, sent.code]).toEqual([0, 0]);
    expect(before).toContain('What to expect');
    expect(after).toContain('href="https://www.ups.com/track?tracknum&#x3D;1Z9999999999999999"');
    const { file } = JSON.parse(slip.said) as { file: string };
    expect(readFileSync(file, 'utf8')).toContain('The Art of Doing Science and Engineering');
    expect(JSON.parse(shown.said)).toMatchObject({
      parcels: [{ state: 'sent', carrier: 'UPS', lines: [{ slug: 'a-book', quantity: 1 }] }],
      left_to_pack: [],
    });
  });

  it('works when the shop is stopped, and says so when Stripe does not answer', async () => {
    const { number, payment, is } = await ordered();
    await world.shop.stop();
    await payWith(world.stripe, payment);
    const heal = world.faults.plan(() => true, 'dropBefore');

    const silent = await orders('check', number);
    heal();
    const stopRefusing = world.faults.plan(() => true, { status: 401 });
    const keyless = await orders('check', number);
    stopRefusing();
    const heard = await world.command('orders', ['check', String(number)]);
    await world.restartShop();

    expect(silent).toEqual({
      code: 1,
      said: expect.stringContaining('did not answer in time. Run'),
    });
    expect(keyless).toEqual({ code: 1, said: expect.stringContaining('see STRIPE_SECRET_KEY') });
    expect(silent.said + keyless.said).not.toMatch(/payment-(unavailable|misconfigured)/);
    expect([heard.code, is()]).toEqual([0, 'paid']);
  });
});
