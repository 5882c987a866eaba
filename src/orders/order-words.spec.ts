import { describe, expect, it } from '@jest/globals';
import { isOpen, ORDER_STATES } from './domain/order-state.js';
import { storyOf } from './order-words.js';

const story = (state: (typeof ORDER_STATES)[number], standing = 'known' as const) =>
  storyOf({ state, reason: null }, standing);

describe(storyOf.name, () => {
  it('says paid of a paid order and of no other', () => {
    const saysPaid = ORDER_STATES.filter((state) => story(state).heading.includes('is paid.'));

    expect(saysPaid).toEqual(['paid']);
  });

  it('asks nobody to pay again while money may be on its way', () => {
    for (const state of ['processing', 'needs_review'] as const) {
      expect(story(state)).toMatchObject({
        canPay: false,
        explanation: expect.stringContaining('do not pay again'),
      });
    }
  });

  it('neither offers payment nor denies a charge while Stripe cannot be asked', () => {
    for (const state of ORDER_STATES) {
      const { canPay, explanation } = storyOf({ state, reason: null }, 'unreachable');
      expect(canPay).toBe(false);
      if (state === 'pending') expect(explanation).not.toContain('Nothing');
    }
  });

  it('neither offers payment nor denies a charge while what Stripe said cannot be written down', () => {
    for (const state of ORDER_STATES) {
      const { canPay, explanation } = storyOf({ state, reason: null }, 'unwritten');
      expect(canPay).toBe(false);
      if (state === 'pending') expect(explanation).not.toContain('Nothing');
    }
  });

  it('still says paid while Stripe cannot be asked', () => {
    expect(storyOf({ state: 'paid', reason: null }, 'unreachable').face).toBe('paid');
  });

  it('says neither declined nor paid of an open order while the bank asks', () => {
    for (const state of ORDER_STATES.filter(isOpen)) {
      const reason = 'Your card was declined.';
      const told = storyOf({ state, reason }, 'bank-asks');

      expect(told).toMatchObject({ face: 'bank-asks', canPay: true });
      expect(`${told.heading} ${told.explanation}`).not.toMatch(/declined|is paid/);
    }
    expect(storyOf({ state: 'paid', reason: null }, 'bank-asks').face).toBe('paid');
  });

  it('closes an open order of another Stripe account, and leaves a paid one paid', () => {
    expect(storyOf({ state: 'pending', reason: null }, 'elsewhere').face).toBe('closed');
    expect(storyOf({ state: 'paid', reason: null }, 'elsewhere').face).toBe('paid');
    // Its PaymentIntent could not be canceled from here: nobody may say that it was never paid.
    expect(storyOf({ state: 'superseded', reason: null }, 'elsewhere').explanation).not.toContain(
      'nothing was charged',
    );
  });

  it('tells a decline in Stripe’s words', () => {
    const declined = { state: 'declined', reason: 'Your card has expired.' } as const;

    expect(storyOf(declined, 'known').explanation).toMatch(/^Your card has expired\. Nothing was/);
  });
});
