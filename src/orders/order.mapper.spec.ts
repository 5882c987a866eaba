import { describe, expect, it } from '@jest/globals';
import { anOffer, EVERY_PART } from '../../test/support/offers.js';
import { type OrderRow, toOfferColumns, toOrder } from './order.mapper.js';

const AT = new Date('2026-01-01T00:00:00Z');

const PAYMENT = { kind: 'payment', stripeId: 'pi_1', amountMinor: 2300, currency: 'usd' };
const PLACED = {
  event: 'order_placed',
  state: 'pending',
  trigger: 'shopper',
  detail: null,
  at: AT,
};

const ROW = {
  id: 'order-1',
  number: 1001,
  token: 'token',
  state: 'paid',
  origin: 'cart',
  cartId: null,
  ...toOfferColumns(anOffer()),
  totalMinor: 2300,
  email: null,
  createAttempt: 1,
  stripeMode: 'test',
  stripeAccount: 'acct_1',
  paymentIntentId: 'pi_1',
  reason: null,
  placedAt: AT,
  paidAt: AT,
  lines: [],
  ledger: [PAYMENT],
  timeline: [PLACED],
};

describe(toOrder.name, () => {
  it('reads a row that the shop wrote', () => {
    expect(toOrder(ROW as unknown as OrderRow)).toMatchObject({
      state: 'paid',
      total: { minor: 2300, currency: 'usd' },
      stripeAccount: { mode: 'test', account: 'acct_1' },
      ledger: [PAYMENT],
      timeline: [PLACED],
    });
  });

  it('reads every part of the price as it was written', () => {
    const offer = anOffer(EVERY_PART);
    const { lines, ...columns } = toOfferColumns(offer);
    const row = { ...ROW, ...columns, lines };

    expect(toOrder(row as unknown as OrderRow)).toMatchObject(offer);
  });

  it.each<[string, object]>([
    ['order state: shipped', { state: 'shipped' }],
    ['currency: xts', { currency: 'xts' }],
    ['Stripe mode: staging', { stripeMode: 'staging' }],
    ['ledger entry: tip', { ledger: [{ ...PAYMENT, kind: 'tip' }] }],
    ['order state: shipped', { timeline: [{ ...PLACED, state: 'shipped' }] }],
    ['timeline trigger: cron', { timeline: [{ ...PLACED, trigger: 'cron' }] }],
  ])('refuses a row with an unknown %s', (what, changes) => {
    expect(() => toOrder({ ...ROW, ...changes } as unknown as OrderRow)).toThrow(
      `The database holds an unknown ${what}`,
    );
  });
});
