import { describe, expect, it } from '@jest/globals';
import { isOpen, ORDER_STATES } from '../domain/order-state.js';
import { statusViewOf } from './order-status.texts.js';

const view = (state: (typeof ORDER_STATES)[number], syncStatus = 'synced' as const) =>
  statusViewOf({ state, reason: null }, syncStatus);

describe(statusViewOf.name, () => {
  it('says paid of a paid order and of no other', () => {
    const saysPaid = ORDER_STATES.filter((state) => view(state).heading.includes('is paid.'));

    expect(saysPaid).toEqual(['paid']);
  });

  it('asks nobody to pay again while money may be on its way', () => {
    for (const state of ['processing', 'needs_review'] as const) {
      expect(view(state)).toMatchObject({
        payLabel: null,
        explanation: expect.stringContaining('do not pay again'),
      });
    }
  });

  it('asks to pay a voucher in time, and in no other way', () => {
    const voucher = { url: 'https://payments.stripe.com/voucher/1', expires: '3 June 2026' };

    const told = statusViewOf({ state: 'processing', reason: null }, 'synced', voucher);

    expect(told).toMatchObject({ payLabel: null, voucherUrl: voucher.url });
    expect(told.explanation).toContain('by 3 June 2026');
    expect(told.explanation).toContain('do not pay in another way');
  });

  it('neither offers payment nor denies a charge while Stripe cannot be asked', () => {
    for (const state of ORDER_STATES) {
      const { payLabel, explanation } = statusViewOf({ state, reason: null }, 'stripe_unavailable');
      expect(payLabel).toBeNull();
      if (state === 'pending') expect(explanation).not.toContain('Nothing');
    }
  });

  it('neither offers payment nor denies a charge while what Stripe said cannot be written down', () => {
    for (const state of ORDER_STATES) {
      const { payLabel, explanation } = statusViewOf({ state, reason: null }, 'not_persisted');
      expect(payLabel).toBeNull();
      if (state === 'pending') expect(explanation).not.toContain('Nothing');
    }
  });

  it('still says paid while Stripe cannot be asked', () => {
    expect(statusViewOf({ state: 'paid', reason: null }, 'stripe_unavailable').variant).toBe(
      'paid',
    );
  });

  it('says neither declined nor paid of an open order while the bank asks', () => {
    for (const state of ORDER_STATES.filter(isOpen)) {
      const reason = 'Your card was declined.';
      const told = statusViewOf({ state, reason }, 'requires_action');

      expect(told).toMatchObject({
        variant: 'requires_action',
        payLabel: 'Go on with the payment',
      });
      expect(`${told.heading} ${told.explanation}`).not.toMatch(/declined|is paid/);
    }
    expect(statusViewOf({ state: 'paid', reason: null }, 'requires_action').variant).toBe('paid');
  });

  it('closes an open order of another Stripe account, and leaves a paid one paid', () => {
    expect(statusViewOf({ state: 'pending', reason: null }, 'other_account').variant).toBe(
      'closed',
    );
    expect(statusViewOf({ state: 'paid', reason: null }, 'other_account').variant).toBe('paid');
    // Its PaymentIntent could not be canceled: it may have been paid.
    expect(
      statusViewOf({ state: 'superseded', reason: null }, 'other_account').explanation,
    ).not.toContain('nothing was charged');
  });

  it('tells a decline in Stripe’s words', () => {
    const declined = { state: 'declined', reason: 'Your card has expired.' } as const;

    expect(statusViewOf(declined, 'synced').explanation).toMatch(
      /^Your card has expired\. Nothing was/,
    );
  });
});
