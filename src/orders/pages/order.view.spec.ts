import { describe, expect, it } from '@jest/globals';
import { NO_OTHER_PARTS } from '../../../test/support/offers.js';
import { money } from '../../money/money.js';
import type { Order, PaymentSyncStatus } from '../domain/order.js';
import { toOrderView } from './order.view.js';

const REPLACED: Order = {
  ...{ id: 'id', number: 1019, token: 'old', state: 'superseded', origin: 'cart', cartId: 'cart' },
  activeOrderKey: null,
  email: null,
  createAttempt: 1,
  stripeAccount: { mode: 'sandbox', account: 'acct_1' },
  paymentIntentId: null,
  reason: null,
  placedAt: new Date(0),
  paidAt: null,
  total: money(2300, 'usd'),
  ...NO_OTHER_PARTS,
  lines: [],
  ledger: [],
  timeline: [],
};

const actionIn = (syncStatus: PaymentSyncStatus, replacement: string | null) =>
  toOrderView(
    { order: REPLACED, syncStatus },
    { replacement, receipt: null, keptUntil: null, parcels: [], isWithdrawn: false },
  ).action;

describe(toOrderView, () => {
  it('leads from a replaced order to the newer one, or else to the cart', () => {
    expect(actionIn('synced', 'new')).toEqual({
      label: 'To the newer order',
      href: '/orders/new',
    });
    expect(actionIn('synced', null)).toEqual({ label: 'Buy again', href: '/cart' });
  });

  it('leads nowhere where a shopper might pay twice: Stripe may have the money of the old order', () => {
    expect(actionIn('stripe_unavailable', 'new')).toBeNull();
  });
});
