import type { Charge } from './charge.js';
import { type Decline, DECLINES } from './decline.js';
import type { PaymentMethod } from './payment-method.js';
import type { Terms } from './terms.js';

export const STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
  'requires_capture',
  'succeeded',
  'canceled',
] as const;

export type Status = (typeof STATUSES)[number];

export interface PaymentIntent extends Terms {
  id: string;
  created: number;
  clientSecret: string;
  status: Status;
  amount: number;
  amountReceived: number;
  currency: string;
  captureMethod: 'automatic' | 'automatic_async';
  /** null: the caller named the payment method types. */
  automaticPaymentMethods: { allowRedirects: 'always' | 'never' } | null;
  paymentMethodId: string | null;
  latestChargeId: string | null;
  lastPaymentError: PaymentError | null;
  /** Set while the status is requires_action, and only then. */
  nextAction: NextAction | null;
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
type Chosen = 'captureMethod' | 'automaticPaymentMethods';

export function newPaymentIntent(
  asked: Pick<PaymentIntent, Asked | Chosen>,
  terms: Terms,
): PaymentIntent {
  return {
    ...asked,
    ...terms,
    status: 'requires_payment_method',
    amountReceived: 0,
    paymentMethodId: null,
    latestChargeId: null,
    lastPaymentError: null,
    nextAction: null,
    canceledAt: null,
    cancellationReason: null,
  };
}

interface StepRule {
  from: readonly Status[];
  to: Status;
}

/** Statuses in which what is asked of the customer may still change. */
export const OPEN_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
] as const satisfies readonly Status[];

/** Every move the sandbox makes. Capture and delayed methods will be rows here. */
export const STEPS = {
  attach: { from: OPEN_STATUSES, to: 'requires_confirmation' },
  // A question that was left unanswered is replaced by the next one.
  ask: { from: OPEN_STATUSES, to: 'requires_action' },
  fail_authentication: { from: ['requires_action'], to: 'requires_payment_method' },
  pay: { from: OPEN_STATUSES, to: 'succeeded' },
  decline: { from: OPEN_STATUSES, to: 'requires_payment_method' },
  cancel: {
    from: [
      'requires_payment_method',
      'requires_capture',
      'requires_confirmation',
      'requires_action',
      'processing',
    ],
    to: 'canceled',
  },
} as const satisfies Record<string, StepRule>;

export type Step = keyof typeof STEPS;

export function may(step: Step, status: Status): boolean {
  const rule: StepRule = STEPS[step];
  return rule.from.includes(status);
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
  const changed = { ...intent, amount, currency };
  return isOther && intent.status === 'requires_action' ? move(changed, 'attach') : changed;
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
  return {
    ...move(intent, 'pay'),
    amountReceived: charge.amount,
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
  return { ...move(intent, 'cancel'), canceledAt: now, cancellationReason: reason };
}

function move(intent: PaymentIntent, step: Step): PaymentIntent {
  if (may(step, intent.status)) return { ...intent, status: STEPS[step].to, nextAction: null };
  throw new Error(`A PaymentIntent in ${intent.status} cannot ${step}: ask may() first.`);
}
