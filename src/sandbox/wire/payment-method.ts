import type Stripe from 'stripe';
import type { PaymentMethod } from '../model/payment-method.js';
import { renderBillingDetails } from './contact.js';

export function renderPaymentMethod(paymentMethod: PaymentMethod): Stripe.PaymentMethod {
  const { id, created, card, billingDetails } = paymentMethod;
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: renderBillingDetails(billingDetails),
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: card.hasCvc ? 'unchecked' : null,
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
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  };
}
