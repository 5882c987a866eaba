import type Stripe from 'stripe';

// Stripe's rules for the life of a PaymentIntent, written down once more and not read from the sandbox.

export type Status = Exclude<Stripe.PaymentIntent.Status, 'processing'>;
export type Verb = 'update' | 'confirm' | 'pass' | 'fail' | 'cancel' | 'capture' | 'refund';

const PAID: Status[] = ['succeeded', 'requires_capture'];
const ATTEMPTED: Status[] = [...PAID, 'requires_payment_method', 'requires_action'];

/** Where a step may lead from where. From any other status it is refused and changes nothing. */
export const MOVES: Record<Verb, Partial<Record<Status, Status[]>>> = {
  update: {
    requires_payment_method: ['requires_payment_method'],
    requires_confirmation: ['requires_confirmation'],
    // What was asked for another amount may have to be asked again.
    requires_action: ['requires_action', 'requires_confirmation'],
  },
  confirm: {
    requires_payment_method: ATTEMPTED,
    requires_confirmation: ATTEMPTED,
    requires_action: ATTEMPTED,
  },
  pass: { requires_action: [...PAID, 'requires_payment_method', 'requires_confirmation'] },
  fail: { requires_action: ['requires_payment_method'] },
  cancel: {
    requires_payment_method: ['canceled'],
    requires_confirmation: ['canceled'],
    requires_action: ['canceled'],
    requires_capture: ['canceled'],
  },
  capture: { requires_capture: ['succeeded'] },
  refund: { succeeded: ['succeeded'] },
};

/** Where a card leads when it is confirmed, by whether the money is only to be held. */
export const CARDS: Record<string, (isHeld: boolean) => Status> = {
  pm_card_visa: (isHeld) => (isHeld ? 'requires_capture' : 'succeeded'),
  pm_card_chargeDeclined: () => 'requires_payment_method',
  pm_card_chargeDeclinedInsufficientFunds: () => 'requires_payment_method',
  pm_card_authenticationRequired: () => 'requires_action',
  pm_card_threeDSecureRequiredChargeDeclined: () => 'requires_action',
};

/** The events of one payment, oldest first, by their types. */
export const ALLOWED_EVENTS = new RegExp(
  [
    '^payment_intent.created',
    '( payment_intent.requires_action',
    '| charge.failed payment_intent.payment_failed',
    '| payment_intent.payment_failed)*',
    '( charge.succeeded payment_intent.succeeded( REFUND)*',
    '| charge.succeeded payment_intent.amount_capturable_updated',
    '( charge.captured payment_intent.succeeded( REFUND)*',
    '|( charge.refunded)? payment_intent.canceled( charge.refunded)?)?',
    '| payment_intent.canceled)?$',
  ]
    .join('')
    .replaceAll('REFUND', '(refund.created charge.refunded|charge.refunded refund.created)')
    .replaceAll('.', '\\.'),
);

/** What the object of an event has to say of itself. */
export const TOLD_STATUS: Record<string, string[]> = {
  'payment_intent.created': ['requires_payment_method', 'requires_confirmation'],
  'payment_intent.requires_action': ['requires_action'],
  'payment_intent.payment_failed': ['requires_payment_method'],
  'payment_intent.amount_capturable_updated': ['requires_capture'],
  'payment_intent.succeeded': ['succeeded'],
  'payment_intent.canceled': ['canceled'],
  'charge.failed': ['failed'],
  'charge.succeeded': ['succeeded'],
  'charge.captured': ['succeeded'],
  'charge.updated': ['succeeded'],
  'charge.refunded': ['succeeded'],
  'refund.created': ['succeeded'],
};
