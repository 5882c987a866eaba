import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakePaymentGateway } from '../../test/support/fake-payment-gateway.js';
import { aPayment } from '../../test/support/payments.js';
import type { PaymentOwnerService } from '../orders/payment/payment-owner.service.js';
import type { PaymentSyncService } from '../orders/payment/payment-sync.service.js';
import { OrphanedOrderService } from '../orders/recovery/orphaned-order.service.js';
import type { CancelOutcome } from '../payments/payment-gateway.js';
import type { ListedPayment } from '../payments/payment.js';
import { RecoveryPlanService } from './recovery-plan.service.js';
import { RecoveryService } from './recovery.service.js';

const ID = '7f0e0f3e-8a51-4b6c-9b0e-0123456789ab';

function orphan(changes: Partial<ListedPayment> = {}): ListedPayment {
  const payment = aPayment({ claimedOrderId: ID });
  const listed = { createdAt: new Date(), description: 'Order 1001: A Book', email: null };
  return { ...payment, ...listed, claimedOrderNumber: '1001', ...changes };
}

class CancelingGateway extends FakePaymentGateway {
  outcome: CancelOutcome = 'canceled';
  readonly canceled: string[] = [];
  listed: ListedPayment[] = [];

  override cancel(id?: string): Promise<CancelOutcome> {
    this.canceled.push(id ?? '');
    return Promise.resolve(this.outcome);
  }

  override async *paymentsSince() {
    yield* await Promise.resolve(this.listed);
  }
}

type Repositories = ConstructorParameters<typeof OrphanedOrderService>;

const ACCOUNT = { mode: 'sandbox', account: 'acct_1' };
const NOTHING_DONE = { corrected: [], recreated: [], canceled: [], undecided: [] };
const NOTHING_PLANNED = { recreate: [], cancel: [], undecided: [] };

describe('a payment that no order here has', () => {
  let gateway: CancelingGateway;
  let duplicates: string[];
  /** The shop's orders, by `paymentIntentId` or by `id`. */
  let known: Record<
    string,
    { state: string; paymentIntentId: string | null; stripeAccount: object }
  >;

  beforeEach(() => {
    gateway = new CancelingGateway();
    duplicates = [];
    known = {};
  });

  function recovery(payment: ListedPayment) {
    gateway.listed = [payment];
    const orders = {
      find: (where: Record<string, string>) =>
        Promise.resolve(known[Object.values(where)[0] ?? ''] ?? null),
      openWithPayment: () => Promise.resolve([]),
      attachPayment: (id: string, paymentIntentId: string) => {
        known[paymentIntentId] = { state: 'pending', paymentIntentId, stripeAccount: ACCOUNT };
        return Promise.resolve(id);
      },
    } as unknown as Repositories[0];
    const placement = {
      recreate: () => Promise.resolve('recreated'),
    } as unknown as Repositories[1];
    const owners = {
      find: (paymentIntentId: string) => orders.find({ paymentIntentId }),
      cancelDuplicate: (id: string) => Promise.resolve(duplicates.includes(id)),
    } as unknown as PaymentOwnerService;
    const paymentSync = {
      syncRefundsAndDisputes: () => Promise.resolve({ order: { state: 'paid' } }),
    } as unknown as PaymentSyncService;
    return new RecoveryService(
      new RecoveryPlanService(orders, owners, gateway),
      new OrphanedOrderService(orders, placement, gateway),
      owners,
      paymentSync,
    );
  }
  const recover = (payment: ListedPayment) => recovery(payment).recover(new Date(0));
  const preview = (payment: ListedPayment) => recovery(payment).preview(new Date(0));

  it.each<[string, Partial<ListedPayment>]>([
    ['names no order', { claimedOrderId: null }],
    ['names an order as we never do', { claimedOrderId: '1001' }],
    ['has no number in its metadata', { claimedOrderNumber: null }],
    ['has a number as we never do', { claimedOrderNumber: 'A-1001' }],
    ['has neither number nor description', { claimedOrderNumber: null, description: null }],
    ['is in a currency that we cannot sell in', { currency: 'xts' }],
  ])('and %s is not touched', async (_, changes) => {
    expect(await recover(orphan(changes))).toEqual(NOTHING_DONE);
    expect(await preview(orphan(changes))).toEqual(NOTHING_PLANNED);
    expect(gateway.canceled).toEqual([]);
  });

  it('and that nobody has paid is canceled, but for what was paid in that very moment', async () => {
    expect(await preview(orphan())).toEqual({ ...NOTHING_PLANNED, cancel: ['pi_1'] });
    expect(await recover(orphan())).toEqual({ ...NOTHING_DONE, canceled: ['pi_1'] });
    gateway.outcome = 'not_cancelable';
    expect(await recover(orphan())).toEqual({ ...NOTHING_DONE, undecided: ['pi_1'] });
  });

  it('and that somebody has paid brings its order back', async () => {
    const paid = orphan({ status: 'succeeded' });

    expect(await preview(paid)).toEqual({ ...NOTHING_PLANNED, recreate: ['pi_1'] });
    expect(await recover(paid)).toEqual({ ...NOTHING_DONE, recreated: ['recreated'] });
  });

  it.each<[string, Partial<ListedPayment>]>([
    ['of before the number was in the metadata', { claimedOrderNumber: null, description: 'Folio order 1001: A Book' }], // prettier-ignore
    ['whose description was edited at Stripe', { description: 'A gift for Ada' }],
    ['whose description was removed at Stripe', { description: null }],
  ])('and %s is recognized', async (_, changes) => {
    const plan = await preview(orphan({ status: 'succeeded', ...changes }));

    expect(plan).toEqual({ ...NOTHING_PLANNED, recreate: ['pi_1'] });
  });

  it('and that the bank has not decided is left to a person, and not canceled', async () => {
    const undecided = ['pi_1'];

    expect(await preview(orphan({ status: 'processing' }))).toEqual({
      ...NOTHING_PLANNED,
      undecided,
    });
    expect(await recover(orphan({ status: 'processing' }))).toEqual({ ...NOTHING_DONE, undecided });
    expect(gateway.canceled).toEqual([]);
  });

  it('and that is canceled already is left as it is', async () => {
    expect(await preview(orphan({ status: 'canceled' }))).toEqual(NOTHING_PLANNED);
    expect(await recover(orphan({ status: 'canceled' }))).toEqual(NOTHING_DONE);
    expect(gateway.canceled).toEqual([]);
  });

  it('and is the second one of an order of ours is not canceled twice', async () => {
    duplicates = ['pi_1'];

    expect(await recover(orphan())).toEqual({ ...NOTHING_DONE, canceled: ['pi_1'] });
    expect(gateway.canceled).toEqual([]);
  });

  it('is left to a person when the order that it names is here and paid otherwise', async () => {
    known[ID] = { state: 'paid', paymentIntentId: 'pi_2', stripeAccount: ACCOUNT };
    const undecided = ['pi_1'];

    expect(await preview(orphan({ status: 'succeeded' }))).toEqual({
      ...NOTHING_PLANNED,
      undecided,
    });
    expect(await recover(orphan({ status: 'succeeded' }))).toEqual({ ...NOTHING_DONE, undecided });
  });

  it('is given back to the open order that it names and that has none', async () => {
    known = { [ID]: { state: 'pending', paymentIntentId: null, stripeAccount: ACCOUNT } };

    expect(await preview(orphan())).toEqual(NOTHING_PLANNED);
    expect(await recover(orphan())).toMatchObject({ corrected: [{ was: 'pending', is: 'paid' }] });
    expect(known['pi_1']).toMatchObject({ paymentIntentId: 'pi_1' });
    expect(gateway.canceled).toEqual([]);
  });

  it('is nobody’s matter when an order has it that money came for', async () => {
    known['pi_1'] = { state: 'paid', paymentIntentId: 'pi_1', stripeAccount: ACCOUNT };

    expect(await preview(orphan({ status: 'succeeded' }))).toEqual(NOTHING_PLANNED);
    expect(await recover(orphan({ status: 'succeeded' }))).toEqual(NOTHING_DONE);
  });
});
