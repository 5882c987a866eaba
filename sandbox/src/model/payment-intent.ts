import type { Charge } from './charge.js';
import { type Decline, DECLINES } from './decline.js';
import { may, OPEN_STATUSES, type Status, type Step, STEPS } from './payment-intent-status.js';
import type { PaymentMethod } from './payment-method.js';
import type { Terms } from './terms.js';

export interface PaymentIntent extends Terms {
  id: string;
  created: number;
  clientSecret: string;
  status: Status;
  amount: number;
  /** Authorized, and not taken yet. */
  amountCapturable: number;
  amountReceived: number;
  currency: string;
  customerId: string | null;
  /** The kind of key with which `shipping` was last set; files of older sandboxes do not say. */
  shippingSetWith?: 'secret' | 'restricted' | 'publishable' | null;
  captureMethod: 'automatic' | 'automatic_async' | 'manual';
  /** manual: only a server may confirm, and does so once more after the shopper was authenticated. */
  confirmationMethod: 'automatic' | 'manual';
  /** null: the caller named the payment method types. */
  automaticPaymentMethods: { allowRedirects: 'always' | 'never' } | null;
  /** As they were named, `card` among them; files of older sandboxes do not say. */
  allowedPaymentMethodTypes?: readonly string[] | null;
  paymentMethodId: string | null;
  latestChargeId: string | null;
  lastPaymentError: PaymentError | null;
  /** Set while the status is requires_action, and only then. */
  nextAction: NextAction | null;
  /** The payment method whose owner has passed 3-D Secure, for this amount, and is not charged yet. */
  authenticatedMethodId: string | null;
  canceledAt: number | null;
  cancellationReason: string | null;
}

export interface PaymentError {
  /** null: the shopper did not pass 3-D Secure, so the bank was never asked for the money. */
  decline: Decline | null;
  chargeId: string | null;
  paymentMethod: PaymentMethod;
}

/** One question to the shopper. A later attempt asks a question of its own. */
export interface NextAction {
  /** `payatt_…`; an answer has to name it. */
  source: string;
  challengeUrl: string;
  /** null: Stripe.js shows the challenge over the shop's page. */
  returnUrl: string | null;
}

type Asked = 'id' | 'created' | 'clientSecret' | 'amount' | 'currency';
type Chosen =
  | 'allowedPaymentMethodTypes'
  | 'automaticPaymentMethods'
  | 'captureMethod'
  | 'confirmationMethod'
  | 'customerId';

export function newPaymentIntent(
  asked: Pick<PaymentIntent, Asked | Chosen>,
  terms: Terms,
): PaymentIntent {
  return {
    ...asked,
    ...terms,
    status: 'requires_payment_method',
    amountCapturable: 0,
    amountReceived: 0,
    paymentMethodId: null,
    latestChargeId: null,
    lastPaymentError: null,
    nextAction: null,
    authenticatedMethodId: null,
    canceledAt: null,
    cancellationReason: null,
  };
}

export function isOpen(intent: PaymentIntent): boolean {
  return OPEN_STATUSES.some((status) => status === intent.status);
}

export function attachPaymentMethod(intent: PaymentIntent, paymentMethodId: string): PaymentIntent {
  return { ...move(intent, 'attach'), paymentMethodId };
}

/** What the shopper was asked holds for these terms only: with others they are asked again. */
export function withAmount(
  intent: PaymentIntent,
  { amount, currency }: Pick<PaymentIntent, 'amount' | 'currency'>,
): PaymentIntent {
  const isOther = amount !== intent.amount || currency !== intent.currency;
  if (!isOther) return intent;
  const changed = { ...intent, amount, currency, authenticatedMethodId: null };
  return intent.status === 'requires_action' ? move(changed, 'attach') : changed;
}

export function askShopper(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
  nextAction: NextAction,
): PaymentIntent {
  return {
    ...move(intent, 'ask'),
    nextAction,
    paymentMethodId: paymentMethod.id,
    lastPaymentError: null,
  };
}

export function passAuthentication(intent: PaymentIntent): PaymentIntent {
  return { ...move(intent, 'pass_authentication'), authenticatedMethodId: intent.paymentMethodId };
}

export function failAuthentication(
  intent: PaymentIntent,
  paymentMethod: PaymentMethod,
): PaymentIntent {
  return {
    ...move(intent, 'fail_authentication'),
    paymentMethodId: null,
    lastPaymentError: { decline: null, chargeId: null, paymentMethod },
  };
}

export function markPaid(intent: PaymentIntent, charge: Charge): PaymentIntent {
  return { ...move(intent, 'pay'), ...chargedWith(charge), amountReceived: charge.amount };
}

export function markAuthorized(intent: PaymentIntent, charge: Charge): PaymentIntent {
  return { ...move(intent, 'authorize'), ...chargedWith(charge), amountCapturable: charge.amount };
}

export function markCaptured(intent: PaymentIntent, amount: number): PaymentIntent {
  return { ...move(intent, 'capture'), amountCapturable: 0, amountReceived: amount };
}

function chargedWith(charge: Charge) {
  return {
    latestChargeId: charge.id,
    paymentMethodId: charge.paymentMethod.id,
    lastPaymentError: null,
  };
}

export function markDeclined(
  intent: PaymentIntent,
  charge: Charge,
  decline: Decline,
): PaymentIntent {
  return {
    ...move(intent, 'decline'),
    latestChargeId: charge.id,
    paymentMethodId: null,
    lastPaymentError: { decline, chargeId: charge.id, paymentMethod: charge.paymentMethod },
  };
}

/** For a caller that wants no question asked: the bank is not asked either. */
export function refuseToAsk(intent: PaymentIntent, paymentMethod: PaymentMethod): PaymentIntent {
  const decline = DECLINES.authentication_not_handled;
  return {
    ...move(intent, 'decline'),
    paymentMethodId: null,
    lastPaymentError: { decline, chargeId: null, paymentMethod },
  };
}

export function cancel(intent: PaymentIntent, reason: string | null, now: number): PaymentIntent {
  const canceled = { canceledAt: now, cancellationReason: reason };
  return { ...move(intent, 'cancel'), ...canceled, amountCapturable: 0 };
}

function move(intent: PaymentIntent, step: Step): PaymentIntent {
  if (may(step, intent.status)) {
    const status = STEPS[step].to;
    return { ...intent, status, nextAction: null, authenticatedMethodId: null };
  }
  throw new Error(`A PaymentIntent in ${intent.status} cannot ${step}: ask may() first.`);
}
