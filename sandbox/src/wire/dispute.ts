import type Stripe from 'stripe';
import { type Dispute, dueBy, isChargeRefundable, isInquiry } from '../model/dispute.js';
import { renderBalanceTransaction } from './balance-transaction.js';

export function renderDispute(dispute: Dispute): Stripe.Dispute {
  const { cardBrand, networkReasonCode } = dispute;
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    balance_transactions: dispute.transactions.map(renderBalanceTransaction),
    charge: dispute.chargeId,
    created: dispute.created,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: { ...NO_EVIDENCE, ...dispute.evidence },
    evidence_details: {
      due_by: dueBy(dispute),
      enhanced_eligibility: {},
      has_evidence: Object.keys(dispute.evidence).length > 0,
      past_due: false,
      submission_count: dispute.submissionCount,
      submission_method: dispute.submissionCount === 0 ? 'not_submitted' : 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: isChargeRefundable(dispute),
    livemode: false,
    metadata: { ...dispute.metadata },
    network_reason_code: networkReasonCode,
    payment_intent: dispute.paymentIntentId,
    payment_method_details: {
      card: {
        brand: cardBrand,
        case_type: isInquiry(dispute) ? 'inquiry' : 'chargeback',
        network: cardBrand,
        network_reason_code: networkReasonCode,
      },
      type: 'card',
    },
    reason: dispute.reason,
    status: dispute.status,
  };
}

/** What can be written as text. */
export const EVIDENCE_TEXTS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const satisfies readonly (keyof Stripe.Dispute.Evidence)[];

/** What has to be uploaded. */
export const EVIDENCE_FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const satisfies readonly (keyof Stripe.Dispute.Evidence)[];

type Name = (typeof EVIDENCE_TEXTS)[number] | (typeof EVIDENCE_FILES)[number];

const NO_EVIDENCE: Stripe.Dispute.Evidence = {
  ...nothing([...EVIDENCE_TEXTS, ...EVIDENCE_FILES]),
  enhanced_evidence: {},
};

function nothing(names: readonly Name[]): Record<Name, null> {
  // The compiler sees that no name is missing where this is spread, not that all are of the list.
  return Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>;
}
