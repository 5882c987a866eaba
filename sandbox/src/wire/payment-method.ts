import type Stripe from 'stripe';
import type { PaymentMethod } from '../model/payment-method.js';
import { renderBillingDetails } from './contact.js';

export function renderPaymentMethod(paymentMethod: PaymentMethod): Stripe.PaymentMethod {
  const { id, created, card, billingDetails } = paymentMethod;
  return {
    id,
    object: 'payment_method',
    allow_redisplay: paymentMethod.allowRedisplay,
    billing_details: renderBillingDetails(billingDetails),
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: cvcCheck(paymentMethod),
      },
      country: 'US',
      display_brand: card.brand,
      exp_month: card.expMonth,
      exp_year: card.expYear,
      fingerprint: card.fingerprint,
      funding: card.funding,
      generated_from: null,
      last4: card.last4,
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created,
    customer: paymentMethod.customerId,
    customer_account: null,
    livemode: false,
    metadata: { ...paymentMethod.metadata },
    type: 'card',
  };
}

/** The bank looks at it when somebody is given the card. */
function cvcCheck({ card, customerId }: PaymentMethod): string | null {
  if (!card.hasCvc) return null;
  return customerId === null ? 'unchecked' : 'pass';
}
