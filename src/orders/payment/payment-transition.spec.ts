import { describe, expect, it } from '@jest/globals';
import { aPayment, aSucceededPayment } from '../../../test/support/payments.js';
import { money } from '../../money/money.js';
import { transitionForPayment } from './payment-transition.js';

const total = money(2300, 'usd');

describe(transitionForPayment.name, () => {
  it('takes what was asked for, in the currency it was asked in, as paid', () => {
    const payment = aSucceededPayment();

    expect(transitionForPayment(total, payment)).toEqual({
      event: 'payment_succeeded',
      reason: null,
      received: payment,
    });
  });

  it.each([
    ['one cent less was received', { receivedMinor: 2299 }],
    ['one cent more was received', { receivedMinor: 2301 }],
    ['another amount was asked for', { amountMinor: 2299 }],
    ['the currency is another', { currency: 'eur' }],
    ['the currency is one the shop cannot sell in', { currency: 'xyz' }],
  ])('sends the order to review when %s', (_case, difference) => {
    const payment = aSucceededPayment(difference);

    expect(transitionForPayment(total, payment)).toMatchObject({
      event: 'payment_mismatched',
      reason: expect.stringContaining('the order is for $23.00'),
      received: payment,
    });
  });

  it('tells a decline in Stripe’s words', () => {
    const failure = {
      attempt: 'ch_1',
      code: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    };

    expect(transitionForPayment(total, aPayment({ failure }))).toEqual({
      event: 'payment_failed',
      reason: 'Your card has insufficient funds.',
      failedAttempt: 'ch_1',
      received: null,
    });
  });

  it.each([
    ['was abandoned', true, 'order_expired'],
    ['was canceled otherwise', false, 'payment_canceled'],
  ])('reads a payment that %s as such', (_case, isCanceledAsAbandoned, event) => {
    const payment = aPayment({ status: 'canceled', isCanceledAsAbandoned });

    expect(transitionForPayment(total, payment)).toEqual({ event, reason: null, received: null });
  });

  it('waits for a payment that nobody has tried yet', () => {
    expect(transitionForPayment(total, aPayment()).event).toBe('payment_incomplete');
  });

  it('takes an old failure for no news while the bank asks', () => {
    const failure = {
      code: 'card_declined',
      message: 'Your card was declined.',
      attempt: 'ch_1',
    };

    const payment = aPayment({ failure, requiresAction: true });

    expect(transitionForPayment(total, payment).event).toBe('payment_incomplete');
  });

  it.each([
    ['processing', 'payment_processing'],
    ['canceled', 'payment_canceled'],
  ] as const)('takes %s as %s', (status, event) => {
    expect(transitionForPayment(total, aPayment({ status })).event).toBe(event);
  });

  it('does not take an old failure for news once the payment succeeded', () => {
    const failure = { attempt: 'ch_1', code: 'card_declined', message: 'Your card was declined.' };

    expect(transitionForPayment(total, aSucceededPayment({ failure })).event).toBe(
      'payment_succeeded',
    );
  });
});
