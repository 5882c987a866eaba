import type Stripe from 'stripe';
import type { Refund } from '../model/refund.js';

export function renderRefund(refund: Refund): Stripe.Refund {
  const { failureReason, failureBalanceTransactionId } = refund;
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    balance_transaction: refund.balanceTransactionId,
    charge: refund.chargeId,
    created: refund.created,
    currency: refund.currency,
    customer: refund.customerId,
    customer_account: null,
    destination_details: { type: 'card', card: destination(refund) },
    ...(failureBalanceTransactionId === null
      ? {}
      : { failure_balance_transaction: failureBalanceTransactionId }),
    ...(failureReason === null ? {} : { failure_reason: failureReason }),
    metadata: { ...refund.metadata },
    payment_intent: refund.paymentIntentId,
    payment_method: refund.paymentMethodId,
    ...(refund.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  };
}

function destination({ reference, status }: Refund): Stripe.Refund.DestinationDetails.Card {
  const unknown = status === 'failed' ? 'unavailable' : 'pending';
  return {
    ...(reference === null ? {} : { reference }),
    reference_status: reference === null ? unknown : 'available',
    reference_type: 'acquirer_reference_number',
    type: 'refund',
  };
}
