import type Stripe from 'stripe';
import type { NextAction, PaymentError, PaymentIntent } from '../model/payment-intent.js';
import { renderShipping } from './contact.js';
import { renderPaymentMethod } from './payment-method.js';
import { docUrl } from './stripe-error.js';

export function renderPaymentIntent(intent: PaymentIntent): Stripe.PaymentIntent {
  return {
    id: intent.id,
    object: 'payment_intent',
    allowed_payment_method_types: intent.allowedPaymentMethodTypes
      ? [...intent.allowedPaymentMethodTypes]
      : null,
    amount: intent.amount,
    amount_capturable: intent.amountCapturable,
    amount_details: { tip: {} },
    amount_received: intent.amountReceived,
    automatic_payment_methods: intent.automaticPaymentMethods && {
      allow_redirects: intent.automaticPaymentMethods.allowRedirects,
      enabled: true,
    },
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: intent.captureMethod,
    client_secret: intent.clientSecret,
    confirmation_method: intent.confirmationMethod,
    created: intent.created,
    currency: intent.currency,
    customer: intent.customerId,
    description: intent.description,
    last_payment_error: intent.lastPaymentError && renderPaymentError(intent.lastPaymentError),
    latest_charge: intent.latestChargeId,
    livemode: false,
    metadata: { ...intent.metadata },
    next_action: intent.nextAction && renderNextAction(intent.nextAction),
    payment_method: intent.paymentMethodId,
    payment_method_options: { card: CARD_OPTIONS },
    payment_method_types: ['card'],
    receipt_email: intent.receiptEmail,
    shipping: intent.shipping && renderShipping(intent.shipping),
    statement_descriptor_suffix: intent.statementDescriptorSuffix,
    status: intent.status,
    ...NOT_IMITATED,
  };
}

const CARD_OPTIONS = {
  installments: null,
  mandate_options: null,
  network: null,
  request_three_d_secure: 'automatic',
} as const;

const NOT_IMITATED = {
  application: null,
  application_fee_amount: null,
  customer_account: null,
  excluded_payment_method_types: null,
  managed_payments: null,
  on_behalf_of: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  source: null,
  statement_descriptor: null,
  transfer_data: null,
  transfer_group: null,
} as const satisfies Partial<Stripe.PaymentIntent>;

/** The same words in `last_payment_error` and in the 402 that answers the confirmation. */
export function renderPaymentError({ decline, chargeId, paymentMethod }: PaymentError) {
  if (decline === null) {
    return {
      ...NOT_AUTHENTICATED,
      doc_url: docUrl(NOT_AUTHENTICATED.code),
      payment_method: renderPaymentMethod(paymentMethod),
    };
  }
  return {
    ...(decline.adviceCode === null ? {} : { advice_code: decline.adviceCode }),
    ...(chargeId === null ? {} : { charge: chargeId }),
    code: decline.code,
    decline_code: decline.declineCode,
    doc_url: docUrl(decline.code),
    message: decline.message,
    ...(decline.param === null ? {} : { param: decline.param }),
    payment_method: renderPaymentMethod(paymentMethod),
    type: 'card_error',
  } as const;
}

const NOT_AUTHENTICATED = {
  code: 'payment_intent_authentication_failure',
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  type: 'invalid_request_error',
} as const;

function renderNextAction(action: NextAction): Stripe.PaymentIntent.NextAction {
  const { source, challengeUrl: url, returnUrl } = action;
  if (returnUrl !== null) {
    return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } };
  }
  const use_stripe_sdk = { type: 'three_d_secure_redirect', source, stripe_js: url };
  return { type: 'use_stripe_sdk', use_stripe_sdk };
}

/** What Stripe shows to a browser, which holds only the publishable key and the client secret. */
const PUBLISHABLE_FIELDS = [
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'status',
] as const satisfies readonly (keyof Stripe.PaymentIntent)[];

export function publishablePart(intent: Stripe.PaymentIntent): Partial<Stripe.PaymentIntent> {
  return Object.fromEntries(PUBLISHABLE_FIELDS.map((field) => [field, intent[field]]));
}
