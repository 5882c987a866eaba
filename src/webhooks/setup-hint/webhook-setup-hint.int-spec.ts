import { afterEach, describe, expect, it } from '@jest/globals';
import { onDatabase } from '../../../test/support/database.js';
import { aSucceededPayment } from '../../../test/support/payments.js';
import { placePayableOrder } from '../../../test/support/placed-orders.js';
import { openShop, type ShopInProcess } from '../../../test/support/shop-in-process.js';
import { PaymentSyncService } from '../../orders/payment/payment-sync.service.js';
import { WebhooksService } from '../webhooks.service.js';
import { WebhookSetupHintService } from './webhook-setup-hint.service.js';

const keysOf = (mode: string) => ({
  STRIPE_SECRET_KEY: `sk_${mode}_neverasked`,
  STRIPE_PUBLISHABLE_KEY: `pk_${mode}_neverasked`,
  STRIPE_WEBHOOK_SECRET: 'whsec_test0123456789abcdef0123456789abcdef',
});

describe(WebhookSetupHintService.name, () => {
  let shop: ShopInProcess;
  afterEach(() => shop.close());

  const hint = () => shop.get(WebhookSetupHintService).hint();

  /** Places an order of test mode and has the trigger find it paid. */
  async function aPaidOrder(trigger: 'return_url' | 'webhook', paidAt = Date.now() - 60_000) {
    const order = await placePayableOrder(shop);
    const { paymentIntentId } = order;
    shop.gateway.payments.set(paymentIntentId, aSucceededPayment({ paymentIntentId }));
    if (trigger === 'return_url') await shop.get(PaymentSyncService).sync(order, 'return_url');
    else await receiveEventOf(paymentIntentId);
    const { changes } = onDatabase(shop.databasePath, (database) =>
      database
        .prepare(`UPDATE "Order" SET stripeMode = 'test', paidAt = ? WHERE state = 'paid'`)
        .run(new Date(paidAt).toISOString().replace('Z', '+00:00')),
    );
    expect(changes).toBe(1);
  }

  async function receiveEventOf(paymentIntentId: string, type = 'payment_intent.succeeded') {
    shop.gateway.readEvent = () => ({
      eventId: 'evt_1',
      type,
      apiVersion: null,
      createdAt: new Date(),
      paymentIntentId,
      claimedOrderId: null,
      payload: '{}',
    });
    await shop.get(WebhooksService).receive(Buffer.from(''), []);
  }

  it('says that none arrives when an order was paid and no event has come', async () => {
    shop = await openShop(keysOf('test'));
    await aPaidOrder('return_url');

    expect(await hint()).toBe('no_deliveries');
  });

  it('says so also if events arrive, but none of those that are handled', async () => {
    shop = await openShop(keysOf('test'));
    await aPaidOrder('return_url');
    await receiveEventOf('pi_1', 'charge.succeeded');

    expect(await hint()).toBe('no_deliveries');
  });

  it('leaves Stripe’s event some time to arrive', async () => {
    shop = await openShop(keysOf('test'));
    await aPaidOrder('return_url', Date.now() + 3_600_000);

    expect(await hint()).toBeNull();
  });

  it('says nothing when events arrive', async () => {
    shop = await openShop(keysOf('test'));
    await aPaidOrder('webhook');

    expect(await hint()).toBeNull();
  });

  it.each([
    ['in the sandbox', {}],
    ['with live keys', keysOf('live')],
  ])('says nothing %s', async (_, variables) => {
    shop = await openShop(variables);
    await aPaidOrder('return_url');

    expect(await hint()).toBeNull();
  });
});
