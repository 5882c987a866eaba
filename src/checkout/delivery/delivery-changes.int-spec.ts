import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aBook } from '../../../test/support/books.js';
import { buyCart, buyNow, BY_MAIL, COLLECTED } from '../../../test/support/check-out.js';
import { AN_ADDRESS } from '../../../test/support/offers.js';
import { recordsOf } from '../../../test/support/records.js';
import { openImpatientShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { CartService } from '../../cart/cart.service.js';
import type { DeliveryDraft } from '../../delivery/domain/draft.js';
import type { DeliveryRates } from '../../delivery/domain/rates.js';
import { RatesService } from '../../delivery/rates.service.js';
import { money } from '../../money/money.js';
import type { Order } from '../../orders/domain/order.js';

const BY_PARCEL = { ...BY_MAIL, method: 'parcel' };
const ELSEWHERE = { ...BY_MAIL, address: { ...AN_ADDRESS, line1: '13 Mill Lane' } };
const TO_GERMANY: DeliveryDraft = { destination: 'DE', method: 'parcel', address: AN_ADDRESS };

let shop: ShopInProcess;
let shoppers = 0;
let ada: string;
let slug: string;
let rates: DeliveryRates;

beforeAll(async () => {
  shop = await openImpatientShop();
  ({ rates } = shop.get(RatesService));
});
afterAll(() => shop.close());
beforeEach(async () => {
  Object.assign(shop.get(RatesService), { rates });
  ada = `ada-${++shoppers}`;
  slug = aBook(shop.databasePath, { slug: `book-${shoppers}` }).slug;
  await shop.get(CartService).add(ada, slug, 1);
});

const recorded = ({ token }: Order) => recordsOf(shop.databasePath).order(token);
const askedFor = ({ paymentIntentId }: Order) => shop.gateway.stripe.intent(paymentIntentId ?? '');
const beginToPay = ({ token }: Order) => shop.checkout.setContact(token, 'ada@example.com');
const requestFor = ({ id }: Order) =>
  shop.gateway.started.filter(({ orderId }) => orderId === id).at(-1);

async function order(draft: DeliveryDraft, from: 'cart' | 'book' = 'cart'): Promise<Order> {
  const placed =
    from === 'book' ? await buyNow(shop, ada, slug, draft) : await buyCart(shop, ada, { draft });
  if (!placed) throw new Error('It was not ordered');
  return placed;
}

/** As the shop after a restart with another delivery.json. */
function changeRates(change: (rates: DeliveryRates) => DeliveryRates) {
  Object.assign(shop.get(RatesService), { rates: change(rates) });
}

const without = (country: string) =>
  changeRates(({ zones, ...rest }) => ({
    ...rest,
    zones: zones.map((zone) => ({
      ...zone,
      countries: zone.countries.filter((each) => each !== country),
    })),
  }));

const dearerBy = (minor: number) =>
  changeRates(({ zones, ...rest }) => ({
    ...rest,
    zones: zones.map((zone) => ({
      ...zone,
      methods: zone.methods.map((method) => ({
        ...method,
        rates: method.rates.map((rate) => ({
          ...rate,
          price: money(rate.price.minor + minor, rate.price.currency),
        })),
      })),
    })),
  }));

describe.each(['cart', 'book'] as const)('an order of a %s with its delivery', (from) => {
  it('has one total on the order and at Stripe, which is told the address', async () => {
    const placed = await order(BY_MAIL, from);

    expect([recorded(placed).totalMinor, requestFor(placed)?.amount.minor]).toEqual([2750, 2750]);
    expect(requestFor(placed)?.shipping).toEqual({
      name: 'Ada Lovelace',
      phone: '',
      address: {
        ...{ line1: '12 Mill Lane', line2: '', city: 'Portland', state: 'OR' },
        ...{ postalCode: '97205', country: 'US' },
      },
    });
  });

  it('gives way to a corrected address when Stripe refuses the first', async () => {
    const { line1 } = AN_ADDRESS;
    const isFirst = () => shop.gateway.started.at(-1)?.shipping?.address.line1 === line1;
    const accept = shop.gateway.plan(({ name }) => name === 'create' && isFirst(), 'refused');
    await expect(order(BY_MAIL, from)).rejects.toThrow('create is refused');

    const corrected = await order(ELSEWHERE, from);
    accept();

    expect(recorded(corrected)).toMatchObject({ state: 'pending', totalMinor: 2750 });
    await expect(beginToPay(corrected)).resolves.toBeUndefined();
  });

  it('is the same order when the same is sent again: Back, a reload, a double click', async () => {
    const [first, ...again] = [await order(BY_MAIL, from), await order(BY_MAIL, from)];

    expect(again.map(({ token }) => token)).toEqual([first.token]);
    await expect(beginToPay(first)).resolves.toBeUndefined();
  });

  it.each([
    ['address', ELSEWHERE, 2750],
    ['method', BY_PARCEL, 3090],
    ['country', TO_GERMANY, 4250],
    ['way, to collecting it', COLLECTED, 2300],
  ])('cannot be paid after another %s was chosen in another tab', async (_, draft, total) => {
    const tab1 = await order(BY_MAIL, from);
    const tab2 = await order(draft, from);

    await expect(beginToPay(tab1)).rejects.toMatchObject({ code: 'order-not-payable' });
    expect([recorded(tab1).state, askedFor(tab1).truth.charge]).toEqual(['superseded', 'canceled']);
    await expect(beginToPay(tab2)).resolves.toBeUndefined();
    expect([recorded(tab2).totalMinor, requestFor(tab2)?.amount.minor]).toEqual([total, total]);
  });

  it('may be paid as its page says after the rate was changed, and costs the new one when ordered again', async () => {
    const before = await order(BY_MAIL, from);
    dearerBy(100);

    await expect(beginToPay(before)).resolves.toBeUndefined();
    expect(await shop.checkout.paymentPage(before.token)).toHaveProperty('clientSecret');
    expect(requestFor(before)?.amount.minor).toBe(recorded(before).totalMinor);

    const after = await order(BY_MAIL, from);
    expect([recorded(before).state, recorded(after).totalMinor]).toEqual(['superseded', 2850]);
  });

  it.each<[string, () => void]>([
    ['country is dropped', () => without('US')],
    ['method is dropped', () => changeRates((all) => ({ ...all, zones: all.zones.map((zone) => ({ ...zone, methods: zone.methods.filter(({ code }) => code !== 'mail') })) }))], // prettier-ignore
  ])('is not charged once its %s: its page leads to the delivery page', async (_, drop) => {
    const placed = await order(BY_MAIL, from);
    drop();

    await expect(beginToPay(placed)).rejects.toMatchObject({ code: 'delivery-changed' });
    expect(await shop.checkout.paymentPage(placed.token)).toMatchObject({ redirectTo: 'delivery' });
    expect(askedFor(placed).truth.charge).toBe('none');
  });

  it('is sent to Stripe with the same words when the answer was lost', async () => {
    const heal = shop.gateway.plan(({ name }) => name === 'create', 'lost');
    await expect(order(BY_MAIL, from)).rejects.toMatchObject({ code: 'payment-unavailable' });
    heal();

    const placed = await order(BY_MAIL, from);

    const [first, ...more] = shop.gateway.started.filter(({ orderId }) => orderId === placed.id);
    expect(more.length).toBeGreaterThan(0);
    expect(more).toEqual(more.map(() => first));
  });
});

describe('a shopper', () => {
  it('may send a cart to one address and a book to another', async () => {
    const [cart, book] = [await order(BY_MAIL), await order(ELSEWHERE, 'book')];

    await expect(beginToPay(cart)).resolves.toBeUndefined();
    await expect(beginToPay(book)).resolves.toBeUndefined();
  });

  it('keeps an order while the cart has what was ordered, whatever its delivery costs', async () => {
    shop.change('UPDATE Book SET stock = 1 WHERE slug = ?', slug);
    const placed = await order(BY_MAIL);

    await shop.get(CartService).setQuantity(ada, slug, 1);

    expect(recorded(placed).state).toBe('pending');
  });
});

describe.each(['cart', 'book'] as const)(
  'an order of a %s, open when the shop was updated',
  (from) => {
    /** Of a version without delivery. */
    async function anOldOrder(): Promise<Order> {
      const placed = await order(COLLECTED, from);
      shop.change(
        `UPDATE "Order" SET deliveryMethod = NULL, deliveryKind = NULL, deliveryName = NULL,
        deliveryEstimate = NULL, deliveryMinor = NULL, deliveryCountry = NULL WHERE token = ?`,
        placed.token,
      );
      return placed;
    }
    const toPack = async () => (await shop.orders('list', '--to-pack')).said;
    async function pay({ token, paymentIntentId }: Order) {
      shop.gateway.stripe.act(paymentIntentId ?? '', 'payment_intent.succeeded', (truth) => truth.succeed()); // prettier-ignore
      await shop.checkout.handleReturn(token, undefined);
    }

    it('cannot be paid before its delivery is chosen: its page leads there', async () => {
      const placed = await anOldOrder();

      await expect(beginToPay(placed)).rejects.toMatchObject({
        code: 'delivery-changed',
        options: { next: { href: expect.not.stringContaining('changed') } },
      });
      expect(await shop.checkout.paymentPage(placed.token)).toMatchObject({
        redirectTo: 'delivery',
      });
    });

    it('gives way to the one with a delivery, and its payment is canceled', async () => {
      const placed = await anOldOrder();
      const again = await order(BY_MAIL, from);

      expect([recorded(placed).state, askedFor(placed).truth.charge]).toEqual(['superseded', 'canceled']); // prettier-ignore
      await expect(beginToPay(again)).resolves.toBeUndefined();
    });

    it('is to be packed if it was paid nevertheless, and a person is told that its address is missing', async () => {
      const placed = await anOldOrder();
      await pay(placed);
      const listed = await toPack();
      await shop.orders('send', placed.number);

      expect(listed).toContain(`Order ${placed.number}: paid\n  no address: ask the shopper\n`);
      expect(await toPack()).not.toContain(`Order ${placed.number}:`);
    });

    it('is in no list if it was paid before: nobody knows whether it was sent', async () => {
      const placed = await anOldOrder();
      await pay(placed);
      shop.change('DELETE FROM Receipt WHERE orderId = ?', placed.id);

      expect(await toPack()).not.toContain(`Order ${placed.number}:`);
    });
  },
);
