import type { Payment } from '../../src/payments/payment.js';

/** A payment of $23.00 that the shopper has yet to confirm, unless the test says otherwise. */
export function aPayment(changes: Partial<Payment> = {}): Payment {
  return {
    paymentIntentId: 'pi_1',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    status: 'incomplete',
    requiresAction: false,
    voucher: null,
    isCanceledAsAbandoned: false,
    amountMinor: 2300,
    receivedMinor: 0,
    currency: 'usd',
    claimedOrderId: null,
    failure: null,
    ...changes,
  };
}

export function aSucceededPayment(changes: Partial<Payment> = {}): Payment {
  return aPayment({ status: 'succeeded', receivedMinor: 2300, ...changes });
}
