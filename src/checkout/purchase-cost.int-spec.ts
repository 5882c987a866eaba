import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBook } from '../../test/support/books.js';
import { BY_MAIL, NOTHING_CHOSEN } from '../../test/support/check-out.js';
import { areWritesRepeated } from '../../test/support/repeat-writes.js';
import { openShop, type ShopInProcess } from '../../test/support/shop-in-process.js';
import { watchStatements } from '../../test/support/watch-statements.js';
import { CartService } from '../cart/cart.service.js';
import { CheckoutService } from './checkout.service.js';

/** Each step's statements with its BEGIN and COMMIT, and its commits: no more than it has to ask. */
const COSTS = {
  firstLine: [8, 1],
  secondLine: [9, 1],
  thirdLine: [9, 1],
  checkout: [6, 1],
  deliveryPage: [4, 0],
  delivery: [24, 4],
  paymentPage: [8, 0],
  contact: [13, 2],
  return: [23, 1],
  orderPage: [4, 0],
  eventOfPaidOrder: [4, 1],
  mail: [15, 2],
};

const ADA = 'ada';
const SLUGS = ['first', 'second', 'third'];

describe('what a purchase asks of the database', () => {
  const watch = watchStatements();
  let shop: ShopInProcess;

  beforeAll(async () => {
    shop = await openShop();
    for (const slug of SLUGS) aBook(shop.databasePath, { slug });
  });
  afterAll(async () => {
    watch.stop();
    await shop.close();
  });

  /** The statements and commits of this step. */
  async function costOf(work: () => Promise<unknown>) {
    watch.executed.length = 0;
    await work();
    const commits = watch.executed.filter((text) => text === 'COMMIT').length;
    return [watch.executed.length, commits];
  }

  (areWritesRepeated ? it.skip : it)(
    'costs no more statements and commits than it has to, step by step',
    async () => {
      const checkout = shop.get(CheckoutService);
      const { stripe } = shop.gateway;
      let token = '';
      let payment = '';
      const add = (slug = '') => costOf(() => shop.get(CartService).add(ADA, slug, 1));

      const costs = {
        firstLine: await add(SLUGS[0]),
        secondLine: await add(SLUGS[1]),
        thirdLine: await add(SLUGS[2]),
        checkout: await costOf(() => shop.items.acceptCart(ADA, undefined, NOTHING_CHOSEN)),
        deliveryPage: await costOf(() => shop.items.ofCart(ADA)),
        delivery: await costOf(async () => {
          const items = await shop.items.ofLatestCart(ADA, undefined);
          const delivery = items && shop.delivery.deliveryOf(BY_MAIL, items.shipment);
          if (!items || !delivery) throw new Error('It cannot be ordered');
          await shop.delivery.saveDraft(ADA, BY_MAIL);
          const order = await checkout.place(ADA, items, delivery);
          token = order.token;
          payment = order.paymentIntentId ?? '';
        }),
        paymentPage: await costOf(() => checkout.paymentPage(token)),
        contact: await costOf(() => checkout.setContact(token, 'ada@example.com')),
        return: await costOf(() => {
          stripe.act(payment, 'payment_intent.succeeded', (truth) => truth.succeed());
          return checkout.handleReturn(token, payment);
        }),
        orderPage: await costOf(() => shop.order(token)),
        eventOfPaidOrder: await costOf(() => shop.deliver('payment_intent.succeeded')),
        mail: await costOf(() => shop.sendMails()),
      };

      expect(await shop.order(token)).toMatchObject({ state: 'paid' });
      expect(costs).toEqual(COSTS);
    },
  );
});
