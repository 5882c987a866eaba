import type { Charge } from './charge.js';
import type { Decline } from './decline.js';
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
  canceledAt: number | null;
  cancellationReason: string | null;
}

export interface PaymentError {
  decline: Decline;
  chargeId: string;
  paymentMethod: PaymentMethod;
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
    canceledAt: null,
    cancellationReason: null,
  };
}

interface StepRule {
  from: readonly Status[];
  to: Status;
}

/** Every move the sandbox makes. Authentication, capture and delayed methods will be rows here. */
export const STEPS = {
  attach: {
    from: ['requires_payment_method', 'requires_confirmation'],
    to: 'requires_confirmation',
  },
  pay: { from: ['requires_payment_method', 'requires_confirmation'], to: 'succeeded' },
  decline: {
    from: ['requires_payment_method', 'requires_confirmation'],
    to: 'requires_payment_method',
  },
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

/** Statuses in which what is asked of the customer may still change. */
export const OPEN_STATUSES = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
] as const satisfies readonly Status[];

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

export function cancel(intent: PaymentIntent, reason: string | null, now: number): PaymentIntent {
  return { ...move(intent, 'cancel'), canceledAt: now, cancellationReason: reason };
}

function move(intent: PaymentIntent, step: Step): PaymentIntent {
  if (may(step, intent.status)) return { ...intent, status: STEPS[step].to };
  throw new Error(`A PaymentIntent in ${intent.status} cannot ${step}: ask may() first.`);
}
