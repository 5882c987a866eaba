import { describe, expect, it } from '@jest/globals';
import { money } from '../../money/money.js';
import type { LedgerEntry, LedgerKind } from '../domain/ledger.js';
import { isOpen, ORDER_STATES } from '../domain/order-state.js';
import { amountView } from './order-amount.js';

const total = money(2300, 'usd');
const entry = (kind: LedgerKind, amountMinor: number): LedgerEntry => ({
  kind,
  stripeId: `${kind}_1`,
  amountMinor,
  currency: 'usd',
});
const PAID = entry('payment', 2300);

describe(amountView, () => {
  it('is what was paid, also when that is not the total', () => {
    expect(amountView({ state: 'paid', ledger: [PAID], total }, 'synced')).toEqual({
      label: 'Paid',
      amount: '$23.00',
    });
    const ledger = [entry('payment', 1000)];
    expect(amountView({ state: 'needs_review', ledger, total }, 'synced')).toEqual({
      label: 'Paid',
      amount: '$10.00',
    });
  });

  it('is what was refunded, without what came back', () => {
    const ledger = [PAID, entry('refund', 2300), entry('refund_failed', 1800)];

    expect(amountView({ state: 'partially_refunded', ledger, total }, 'synced')).toEqual({
      label: 'Refunded',
      amount: '$5.00',
    });
    expect(
      amountView({ state: 'refunded', ledger: [PAID, entry('refund', 2300)], total }, 'synced'),
    ).toEqual({ label: 'Refunded', amount: '$23.00' });
  });

  it.each(['superseded', 'canceled', 'expired'] as const)('is nothing when %s', (state) => {
    expect(amountView({ state, ledger: [], total }, 'synced')).toEqual({
      label: 'Charged',
      amount: 'Nothing',
    });
  });

  it('claims nothing while Stripe cannot be asked, or before anything was paid', () => {
    const TOTAL = { label: 'Total', amount: '$23.00' };

    for (const syncStatus of ['stripe_unavailable', 'other_account', 'not_persisted'] as const) {
      expect(amountView({ state: 'expired', ledger: [], total }, syncStatus)).toEqual(TOTAL);
    }
    for (const state of ORDER_STATES.filter(isOpen)) {
      expect(amountView({ state, ledger: [], total }, 'synced')).toEqual(TOTAL);
    }
  });
});
