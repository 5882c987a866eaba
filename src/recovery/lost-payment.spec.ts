import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePaymentGateway } from '../../test/support/fake-payment-gateway.js';
import { aPayment } from '../../test/support/payments.js';
import type { PaymentOnRecord } from '../payments/domain/payment.js';
import type { CancelOutcome } from '../payments/payment-gateway.js';
import { LostPaymentService } from './lost-payment.service.js';
import type { OrderQueries } from '../orders/order.queries.js';
import type { PaymentOwnerService } from '../orders/payment-owner.service.js';
import type { RecoveredOrderService } from '../orders/recovered-order.service.js';
import { RecoveryPreviewService } from './recovery-preview.service.js';

const ID = '7f0e0f3e-8a51-4b6c-9b0e-0123456789ab';

function lost(changes: Partial<PaymentOnRecord> = {}): PaymentOnRecord {
  const payment = aPayment({ claimedOrderId: ID });
  const onRecord = { createdAt: new Date(), description: 'Folio order 1001: A Book', email: null };
  return { ...payment, ...onRecord, ...changes };
}

class CancelingGateway extends FakePaymentGateway {
  outcome: CancelOutcome = 'canceled';
  readonly canceled: string[] = [];
  listed: PaymentOnRecord[] = [];

  override cancel(id?: string): Promise<CancelOutcome> {
    this.canceled.push(id ?? '');
    return Promise.resolve(this.outcome);
  }

  override async *paymentsSince() {
    yield* await Promise.resolve(this.listed);
  }
}

describe('a payment that no order here has', () => {
  let gateway: CancelingGateway;
  let strays: string[];
  /** What the shop finds, by `paymentIntentId` or by `id`. */
  let known: Record<string, { state: string; paymentIntentId: string | null }>;

  beforeEach(() => {
    gateway = new CancelingGateway();
    strays = [];
    known = {};
  });

  const orders = () => {
    const find = (where: Record<string, string>) =>
      Promise.resolve(known[Object.values(where)[0] ?? ''] ?? null);
    return { find } as unknown as OrderQueries;
  };

  function place(payment: PaymentOnRecord) {
    const bringBack = () => Promise.resolve('back');
    const recovered = { bringBack } as unknown as RecoveredOrderService;
    const cancelDuplicate = (id: string) => Promise.resolve(strays.includes(id));
    const owners = { cancelDuplicate } as unknown as PaymentOwnerService;
    return new LostPaymentService(recovered, owners, gateway).place(payment);
  }

  function foresee(payment: PaymentOnRecord) {
    gateway.listed = [payment];
    return new RecoveryPreviewService(orders(), gateway).foresee(new Date(0));
  }

  const NOTHING = { bringBack: [], cancel: [], undecided: [] };

  it.each<[string, Partial<PaymentOnRecord>]>([
    ['names no order', { claimedOrderId: null }],
    ['names an order as we never do', { claimedOrderId: '1001' }],
    ['is described in another program’s words', { description: 'Order 1001: A Book' }],
    ['is not described', { description: null }],
    ['is in a currency that we cannot sell in', { currency: 'xts' }],
  ])('and %s is not touched', async (_, changes) => {
    expect(await place(lost(changes))).toBe('not-ours');
    expect(await foresee(lost(changes))).toEqual(NOTHING);
    expect(gateway.canceled).toEqual([]);
  });

  it('and that nobody has paid is canceled, but for what was paid in that very moment', async () => {
    expect(await place(lost())).toBe('canceled');
    gateway.outcome = 'money-moved';
    expect(await place(lost())).toBe('undecided');
    expect(await foresee(lost())).toEqual({ ...NOTHING, cancel: ['pi_1'] });
  });

  it('and that the bank has not decided is left to a person, and not canceled', async () => {
    expect(await place(lost({ status: 'processing' }))).toBe('undecided');
    expect(await foresee(lost({ status: 'processing' }))).toEqual({ ...NOTHING, undecided: ['pi_1'] }); // prettier-ignore
    expect(gateway.canceled).toEqual([]);
  });

  it('and that is canceled already is left as it is', async () => {
    expect(await place(lost({ status: 'canceled' }))).toBe('canceled');
    expect(await foresee(lost({ status: 'canceled' }))).toEqual(NOTHING);
    expect(gateway.canceled).toEqual([]);
  });

  it('and is the second one of an order of ours is not canceled twice', async () => {
    strays = ['pi_1'];

    expect(await place(lost())).toBe('canceled');
    expect(gateway.canceled).toEqual([]);
  });

  it('is foreseen as undecided when the order that it names is here and paid otherwise', async () => {
    known[ID] = { state: 'paid', paymentIntentId: 'pi_2' };

    expect(await foresee(lost({ status: 'succeeded' }))).toEqual({ ...NOTHING, undecided: ['pi_1'] }); // prettier-ignore
  });

  it('is foreseen as nothing when an order has it, or may yet find it by its own key', async () => {
    known['pi_1'] = { state: 'paid', paymentIntentId: 'pi_1' };
    expect(await foresee(lost({ status: 'succeeded' }))).toEqual(NOTHING);

    known = { [ID]: { state: 'pending', paymentIntentId: null } };
    expect(await foresee(lost())).toEqual(NOTHING);
  });
});
