import type Stripe from 'stripe';

const ALWAYS = ['amount_details', 'application_fee_amount', 'hooks', 'payment_details'] as const;

const WHILE_OPEN = [
  'excluded_payment_method_types',
  'payment_method_options',
  'setup_future_usage',
] as const;

/** Parameters Stripe takes and the sandbox refuses, rather than ignore them, by the operation. */
export const NOT_IMITATED = {
  create: [
    ...ALWAYS,
    ...WHILE_OPEN,
    'confirmation_token',
    'customer_account',
    'mandate',
    'mandate_data',
    'on_behalf_of',
    'payment_method_configuration',
    'radar_options',
    'transfer_data',
    'transfer_group',
  ],
  update: [
    ...ALWAYS,
    ...WHILE_OPEN,
    'customer_account',
    'payment_method_configuration',
    'transfer_data',
    'transfer_group',
  ],
  confirm: [
    'amount_details',
    'amount_to_confirm',
    'confirmation_token',
    'hooks',
    'mandate',
    'mandate_data',
    'payment_details',
    'radar_options',
    ...WHILE_OPEN,
  ],
  capture: [...ALWAYS, 'transfer_data'],
  increment: [...ALWAYS, 'transfer_data'],
  list: ['customer_account'],
} as const satisfies {
  create: readonly (keyof Stripe.PaymentIntentCreateParams)[];
  update: readonly (keyof Stripe.PaymentIntentUpdateParams)[];
  confirm: readonly (keyof Stripe.PaymentIntentConfirmParams)[];
  capture: readonly (keyof Stripe.PaymentIntentCaptureParams)[];
  increment: readonly (keyof Stripe.PaymentIntentIncrementAuthorizationParams)[];
  list: readonly (keyof Stripe.PaymentIntentListParams)[];
};
