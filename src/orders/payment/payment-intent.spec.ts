import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePaymentGateway } from '../../../test/support/fake-payment-gateway.js';
import { anOffer } from '../../../test/support/offers.js';
import { aPayment } from '../../../test/support/payments.js';
import { ShopProblem } from '../../common/problem.js';
import { PaymentReaderService } from '../../payments/payment-reader.service.js';
import type { Payment } from '../../payments/payment.js';
import type { Order } from '../domain/order.js';
import type { OrderRepository } from '../order.repository.js';
import { PaymentIntentService } from './payment-intent.service.js';

const ORDER: Order = {
  ...anOffer(),
  id: 'order-1',
  number: 1001,
  token: 'token',
  state: 'pending',
  origin: 'buy-now:a-book',
  cartId: null,
  activeOrderKey: null,
  email: null,
  createAttempt: 1,
  stripeAccount: { mode: 'sandbox', account: 'acct_1' },
  paymentIntentId: null,
  reason: null,
  placedAt: new Date(),
  paidAt: null,
  ledger: [],
  lines: [],
  timeline: [],
};

/** Settles each `create` when the test says so. */
class HeldGateway extends FakePaymentGateway {
  readonly held: PromiseWithResolve[] = [];

  override create(): Promise<Payment> {
    return new Promise((resolve, reject) => this.held.push({ resolve, reject }));
  }
}

interface PromiseWithResolve {
  resolve: (payment: Payment) => void;
  reject: (error: Error) => void;
}

const attachPayment: OrderRepository['attachPayment'] = (_orderId, id) => Promise.resolve(id);
const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe(PaymentIntentService.name, () => {
  let gateway: HeldGateway;
  let payments: PaymentIntentService;

  beforeEach(() => {
    gateway = new HeldGateway();
    const orders = { attachPayment } as OrderRepository;
    payments = new PaymentIntentService(orders, gateway, new PaymentReaderService(gateway));
  });

  it('asks once for all who want the same order’s payment', async () => {
    const results = Array.from({ length: 50 }, () => payments.ensure(ORDER));
    await nextTick();
    gateway.held[0]?.resolve(aPayment());

    const orders = await Promise.all(results);

    expect(new Set(orders.map(({ paymentIntentId }) => paymentIntentId))).toEqual(
      new Set(['pi_1']),
    );
    expect(gateway.held).toHaveLength(1);
  });

  it('does not hand the failure of an earlier start to somebody who joined it late', async () => {
    const first = payments.ensure(ORDER);
    await nextTick();
    const late = [payments.ensure(ORDER), payments.ensure(ORDER)];
    gateway.held[0]?.reject(new ShopProblem('payment-unavailable'));
    await expect(first).rejects.toThrow('payment-unavailable');
    await nextTick();
    gateway.held[1]?.resolve(aPayment());

    const orders = await Promise.all(late);

    expect(orders.map(({ paymentIntentId }) => paymentIntentId)).toEqual(['pi_1', 'pi_1']);
    expect(gateway.held).toHaveLength(2);
  });

  it('hands on every other failure as it is', async () => {
    const results = [payments.ensure(ORDER), payments.ensure(ORDER)];
    await nextTick();
    gateway.held[0]?.reject(new ShopProblem('payment-misconfigured'));

    for (const each of results) await expect(each).rejects.toThrow('payment-misconfigured');
  });
});
