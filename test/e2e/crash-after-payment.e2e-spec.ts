import { describe, expect } from '@jest/globals';
import { eventually } from 'stripe-sandbox/testing';
import { aBook } from '../support/books.js';
import { freshDatabase } from '../support/database.js';
import { dieAt } from '../support/patch.js';
import { patchedBuild } from '../support/patched-build.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { itOnOneShop } from '../support/it-on-one-shop.js';
import { World } from '../support/world.js';

describe('a shop that dies between Stripe’s answer and writing it down', () => {
  itOnOneShop(
    'the balancer asks the other one, which ends as well',
    'finds the same PaymentIntent again after a restart, and it is paid once',
    async () => {
      const databasePath = await freshDatabase();
      const first = aBook(databasePath);
      const second = aBook(databasePath, { slug: 'working-in-public', unitPriceMinor: 2800 });
      const world = await World.start({ databasePath });
      const orders = () => recordsOf(databasePath).orders();
      try {
        const shopper = new Shopper(world.shopUrl);
        await shopper.buyNow(first.slug); // somebody whom the shop has met before

        await world.shop.stop();
        await world.restartShop({
          shopScript: await patchedBuild('dies-after-payment-created', [
            dieAt('payment-created', 'orders/payment/payment-intent.service.js'),
          ]),
        });
        await expect(shopper.buyNow(second.slug)).rejects.toThrow('fetch failed');
        await world.shop.ended;
        expect(orders()).toMatchObject([{}, { state: 'pending', paymentIntentId: null }]);

        await world.restartShop();
        const token = await shopper.buyNow(second.slug);

        const creates = (await world.control.requests())
          .filter(({ method, path }) => method === 'POST' && path === '/v1/payment_intents')
          .slice(1);
        const { data: intents } = await world.stripe.paymentIntents.list();
        const mine = intents.filter(({ amount }) => amount === 2800);
        expect(creates.map((request) => request.idempotent_replayed)).toEqual([false, true]);
        expect(new Set(creates.map((request) => request.idempotency_key)).size).toBe(1);
        expect(mine).toHaveLength(1);

        const paymentIntentId = mine[0]?.id ?? '';
        await payWith(world.stripe, paymentIntentId);
        await eventually(async () => {
          await shopper.get(`/orders/${token}`);
          expect(orders()[1]?.state).toBe('paid');
        });
        expect(orders()).toMatchObject([{}, { token, state: 'paid', paymentIntentId }]);
        expect(recordsOf(databasePath).ledger()).toMatchObject([{ stripeId: paymentIntentId }]);
      } finally {
        await world.stop();
      }
    },
  );
});
