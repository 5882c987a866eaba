import type Stripe from 'stripe';
import { isCapturable } from '../model/capture.js';
import { charactersOf } from '../model/characters.js';
import { amountGivenBack, type Charge } from '../model/charge.js';
import type { Decline } from '../model/decline.js';
import { renderBillingDetails, renderShipping } from './contact.js';

export function renderCharge(charge: Charge): Stripe.Charge {
  const isPaid = charge.decline === null;
  return {
    id: charge.id,
    object: 'charge',
    amount: charge.amount,
    amount_captured: charge.capturedAmount ?? 0,
    amount_refunded: amountGivenBack(charge),
    balance_transaction: charge.balanceTransactionId,
    billing_details: renderBillingDetails(charge.paymentMethod.billingDetails),
    captured: charge.capturedAmount !== null,
    created: charge.created,
    currency: charge.currency,
    customer: charge.customerId,
    description: charge.description,
    disputed: charge.disputeId !== null,
    failure_balance_transaction: null,
    failure_code: charge.decline?.code ?? null,
    failure_message: charge.decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: { ...charge.metadata },
    outcome: outcomeOf(charge.decline),
    paid: isPaid,
    payment_intent: charge.paymentIntentId,
    payment_method: charge.paymentMethod.id,
    payment_method_details: { type: 'card', card: cardDetails(charge) },
    receipt_email: charge.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: amountGivenBack(charge) === charge.amount,
    shipping: charge.shipping && renderShipping(charge.shipping),
    status: isPaid ? 'succeeded' : 'failed',
    ...statementOf(charge),
    ...NOT_IMITATED,
  };
}

const NOT_IMITATED = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  on_behalf_of: null,
  review: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
} as const satisfies Partial<Stripe.Charge>;

const LONGEST_STATEMENT = 22;

/** The account's own descriptor, and what of the payment's suffix fits behind it. */
function statementOf({ statementDescriptorSuffix: suffix }: Charge) {
  const statement = suffix === null ? 'Stripe' : `Stripe* ${suffix}`;
  return {
    calculated_statement_descriptor: charactersOf(statement).slice(0, LONGEST_STATEMENT).join(''),
    statement_descriptor_suffix: suffix,
  };
}

function outcomeOf(decline: Decline | null): Stripe.Charge.Outcome {
  const network = { network_advice_code: null, network_decline_code: null };
  if (decline === null) {
    return {
      ...network,
      advice_code: null,
      network_status: 'approved_by_network',
      reason: null,
      risk_level: 'normal',
      seller_message: 'Payment complete.',
      type: 'authorized',
    };
  }
  if (decline.blocked) {
    return {
      ...network,
      advice_code: null,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      risk_level: 'highest',
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    };
  }
  return {
    ...network,
    advice_code: decline.adviceCode,
    network_status: 'declined_by_network',
    reason: decline.declineCode,
    risk_level: 'normal',
    seller_message: 'The bank did not return any further details with this decline.',
    type: 'issuer_declined',
  };
}

function cardDetails(charge: Charge): Stripe.Charge.PaymentMethodDetails.Card {
  const { brand, expMonth, expYear, fingerprint, funding, last4 } = charge.paymentMethod.card;
  return {
    amount_authorized: charge.decline === null ? charge.amount : null,
    authorization_code: null,
    brand,
    ...(isCapturable(charge) ? { capture_before: charge.created + AUTHORIZED_SECONDS } : {}),
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: cvcCheck(charge),
    },
    country: 'US',
    electronic_commerce_indicator: null,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint,
    funding,
    installments: null,
    last4,
    mandate: null,
    network: brand,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: charge.isAuthenticated ? AUTHENTICATED : null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** Seven days, as card networks give online. */
const AUTHORIZED_SECONDS = 7 * 24 * 60 * 60;

const AUTHENTICATED: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: null,
  version: '2.2.0',
};

function cvcCheck({ decline, paymentMethod }: Charge): string | null {
  if (decline?.code === 'incorrect_cvc') return 'fail';
  return paymentMethod.card.hasCvc ? 'pass' : null;
}
