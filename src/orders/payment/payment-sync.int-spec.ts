import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { refund, says } from '../../../test/support/after-sales.js';
import { aPayment, aSucceededPayment } from '../../../test/support/payments.js';
import { placePayableOrder } from '../../../test/support/placed-orders.js';
import {
  openImpatientShop,
  openShop,
  type ShopInProcess,
} from '../../../test/support/shop-in-process.js';
import { ShopProblem } from '../../common/problem.js';
import { OrderRepository } from '../order.repository.js';
import type { OrderWithPayment } from './payment-intent.service.js';
import { PaymentSyncService } from './payment-sync.service.js';
import { RefundsAndDisputesRepository } from './refunds-and-disputes.repository.js';

const ANOTHER = { mode: 'test', account: 'acct_another' } as const;

describe(PaymentSyncService.name, () => {
  let shop: ShopInProcess;
  let paymentSync: PaymentSyncService;
  let order: OrderWithPayment;

  beforeEach(async () => {
    shop = await openShop();
    paymentSync = shop.get(PaymentSyncService);
    order = await placePayableOrder(shop);
  });
  afterEach(() => shop.close());

  const payAtStripe = () => {
    const { paymentIntentId } = order;
    shop.gateway.payments.set(paymentIntentId, aSucceededPayment({ paymentIntentId }));
  };

  it('takes an answer of the last two seconds where that is enough, whoever asks', async () => {
    await paymentSync.syncOrFallback(order, 'return_url', 'cached');
    payAtStripe();

    const { order: known } = await paymentSync.syncOrFallback(order, 'return_url', 'cached');

    expect(known.state).toBe('pending');
    expect(shop.gateway.asked).toHaveLength(1);
  });

  it('asks Stripe anew where it must be known now, whoever asks', async () => {
    await paymentSync.syncOrFallback(order, 'order_page', 'cached');
    payAtStripe();

    const { order: known } = await paymentSync.syncOrFallback(order, 'order_page', 'fresh');

    expect(known.state).toBe('paid');
    expect(known.timeline.at(-1)).toMatchObject({
      event: 'payment_succeeded',
      trigger: 'order_page',
    });
    expect(shop.gateway.asked).toHaveLength(2);
  });

  it('returns what it applied, and the order that this left', async () => {
    payAtStripe();
    const given = says([refund('re_1', 500)]);
    shop.gateway.afterSales.set(order.paymentIntentId, given);

    const paid = await paymentSync.sync(order, 'webhook');
    const refunded = await paymentSync.syncRefundsAndDisputes(paid.order, 'webhook');
    const again = await paymentSync.sync(refunded.order, 'webhook');

    expect(paid).toMatchObject({ order: { state: 'paid' }, payment: { status: 'succeeded' } });
    expect(refunded).toMatchObject({ order: { state: 'partially_refunded' }, applied: given });
    expect(again).toMatchObject({ order: { state: 'partially_refunded' }, payment: null });
  });

  describe('what goes with the transition', () => {
    const mark = () => jest.fn<() => Promise<void>>().mockResolvedValue();

    it('is written once, also where the payment moves nothing', async () => {
      const [first, second] = [mark(), mark()];

      await paymentSync.sync(order, 'webhook', first);
      await paymentSync.syncRefundsAndDisputes(order, 'webhook', second);

      expect([first, second].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    });

    it('does not come with a transition that changes nothing', async () => {
      const apply = jest.spyOn(shop.get(OrderRepository), 'applyTransition');

      await paymentSync.sync(order, 'webhook', mark());

      expect(apply).not.toHaveBeenCalled();
    });
  });

  describe('refunds and disputes', () => {
    it('are read after the payment, whose event may come later', async () => {
      payAtStripe();
      shop.gateway.afterSales.set(order.paymentIntentId, says([refund('re_1', 500)]));

      const { order: refunded } = await paymentSync.syncRefundsAndDisputes(order, 'webhook');

      expect(refunded.state).toBe('partially_refunded');
    });

    it('are not asked for while nothing was paid, nor of another account', async () => {
      const ask = jest.spyOn(shop.gateway, 'refundsAndDisputes');
      await paymentSync.syncRefundsAndDisputes(order, 'webhook');
      payAtStripe();
      const paid = (await paymentSync.sync(order, 'webhook')).order;
      jest.spyOn(shop.gateway, 'currentAccount').mockResolvedValue(ANOTHER);

      const foreign = await paymentSync.syncRefundsAndDisputes(paid, 'webhook');

      expect(ask).not.toHaveBeenCalled();
      expect(foreign).toMatchObject({ order: { state: 'paid' }, applied: null });
    });

    it('are not said to be what is in the ledger when it was written meanwhile', async () => {
      payAtStripe();
      const { order: paid } = await paymentSync.sync(order, 'webhook');
      const given = says([refund('re_1', 500)]);
      const meanwhile = async () => {
        await shop.get(RefundsAndDisputesRepository).record(order.id, given, 'admin');
        return given;
      };
      jest.spyOn(shop.gateway, 'refundsAndDisputes').mockImplementationOnce(meanwhile);

      expect((await paymentSync.syncRefundsAndDisputes(paid, 'webhook')).applied).toBeNull();
    });
  });

  it('leaves an order of another account alone, and says so', async () => {
    jest.spyOn(shop.gateway, 'currentAccount').mockResolvedValue(ANOTHER);

    const { syncStatus } = await paymentSync.syncOrFallback(order, 'order_page', 'fresh');

    expect(syncStatus).toBe('other_account');
    expect(shop.gateway.asked).toEqual([]);
  });

  it('says that the shopper has to act', async () => {
    const { paymentIntentId } = order;
    shop.gateway.payments.set(paymentIntentId, aPayment({ paymentIntentId, requiresAction: true }));

    expect(await paymentSync.sync(order, 'order_page')).toMatchObject({
      order: { state: 'pending' },
      syncStatus: 'requires_action',
    });
  });

  it('says that what Stripe said could not be written', async () => {
    payAtStripe();
    jest
      .spyOn(shop.get(OrderRepository), 'applyTransition')
      .mockRejectedValue(new ShopProblem('storage-unavailable'));

    expect(await paymentSync.syncOrFallback(order, 'order_page', 'fresh')).toMatchObject({
      order: { state: 'pending' },
      syncStatus: 'not_persisted',
    });
  });

  describe('when Stripe says that it does not have the payment', () => {
    const at = (ms: number) => jest.spyOn(performance, 'now').mockReturnValue(ms);
    const sync = () => paymentSync.sync(order, 'reconciliation');

    beforeEach(() => shop.close());
    beforeEach(async () => {
      shop = await openImpatientShop();
      paymentSync = shop.get(PaymentSyncService);
      order = await placePayableOrder(shop);
      jest.spyOn(shop.gateway, 'find').mockResolvedValue(null);
    });
    afterEach(() => void jest.restoreAllMocks());

    it('closes nothing on one answer, however often it is repeated in a minute', async () => {
      at(1_000);
      await sync();
      at(60_000);

      expect(await sync()).toMatchObject({
        order: { state: 'pending' },
        syncStatus: 'stripe_unavailable',
      });
    });

    it('keeps an event for later, which might be about that payment', async () => {
      const markProcessed = jest.fn<() => Promise<void>>();

      await expect(paymentSync.sync(order, 'webhook', markProcessed)).rejects.toMatchObject({
        code: 'payment-unavailable',
      });
      expect(markProcessed).not.toHaveBeenCalled();
    });

    it('starts anew when the payment was found in between', async () => {
      at(1_000);
      await sync();
      jest.restoreAllMocks();
      await sync();
      jest.spyOn(shop.gateway, 'find').mockResolvedValue(null);
      at(90_000);

      expect((await sync()).order.state).toBe('pending');
    });

    it('closes the order when that is still so after a minute', async () => {
      at(1_000);
      await sync();
      at(61_000);

      expect((await sync()).order.state).toBe('canceled');
    });
  });

  it('shows the order whatever goes wrong with an answer', async () => {
    jest.spyOn(shop.gateway, 'find').mockRejectedValue(new Error('nobody thought of it'));

    expect(await paymentSync.syncOrFallback(order, 'order_page', 'fresh')).toMatchObject({
      order: { state: 'pending' },
      syncStatus: 'stripe_unavailable',
    });
  });
});
