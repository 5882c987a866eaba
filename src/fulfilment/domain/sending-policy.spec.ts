import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES, type OrderState } from '../../orders/domain/order-state.js';
import { sendingRefusalReason } from './sending-policy.js';

interface Doubts {
  anyway?: boolean;
  isRefundPending?: boolean;
  withdrawnAt?: Date;
}

const reasonFor = (state: OrderState, { anyway = false, ...doubts }: Doubts = {}) =>
  sendingRefusalReason(
    { number: 1001, state, isRefundPending: false, withdrawnAt: null, ...doubts },
    anyway,
  );

describe(sendingRefusalReason.name, () => {
  it('lets an order that is paid be sent, and one in doubt on a person’s word', () => {
    const allowed = (anyway: boolean) =>
      ORDER_STATES.filter((state) => reasonFor(state, { anyway }) === null);

    expect(allowed(false)).toEqual(['paid']);
    expect(allowed(true)).toEqual(['paid', 'partially_refunded', 'disputed']);
  });

  it('says what to do about it', () => {
    expect(reasonFor('pending')).toContain('npm run orders -- check 1001');
    expect(reasonFor('needs_review')).toContain('npm run orders -- review');
    expect(reasonFor('disputed')).toContain('--anyway');
    expect(reasonFor('partially_refunded')).toContain('--anyway');
    expect(reasonFor('refunded')).toContain('fully refunded');
    expect(reasonFor('expired')).toContain('never paid');
  });

  it('names every doubt, so that a person insists knowing all of them', () => {
    const withdrawnAt = new Date('2026-11-30T12:00:00Z');

    expect(reasonFor('paid', { withdrawnAt })).toBe(
      'Order 1001: the shopper withdrew from the contract on 2026-11-30. What to do: npm run orders -- review. To go on all the same, add --anyway.',
    );
    expect(reasonFor('disputed', { withdrawnAt })).toMatch(/withdrew .* is disputed: .* --anyway/);
    expect(reasonFor('paid', { withdrawnAt, anyway: true })).toBeNull();
  });

  it('waits for the answer of a refund, whoever insists', () => {
    expect(reasonFor('paid', { anyway: true, isRefundPending: true })).toContain('no answer yet');
  });
});
