import { describe, expect, it } from '@jest/globals';
import { ORDER_STATES, type OrderState } from '../../orders/domain/order-state.js';
import { sendingRefusalReason } from './sending-policy.js';

const reasonFor = (state: OrderState, { anyway = false, isRefundPending = false } = {}) =>
  sendingRefusalReason({ number: 1001, state, isRefundPending }, anyway);

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

  it('waits for the answer of a refund, whoever insists', () => {
    expect(reasonFor('paid', { anyway: true, isRefundPending: true })).toContain('no answer yet');
  });
});
