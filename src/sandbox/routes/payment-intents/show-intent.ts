import type Stripe from 'stripe';
import type { Call } from '../../api/endpoint.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { renderCharge } from '../../wire/charge.js';
import { publishablePart, renderPaymentIntent } from '../../wire/payment-intent.js';
import { renderPaymentMethod } from '../../wire/payment-method.js';

export const EXPANDABLE = ['latest_charge', 'payment_method'] as const;

export type Expand = ReadonlySet<(typeof EXPANDABLE)[number]>;

/** As the caller may see it. */
export function showIntent(call: Call, intent: PaymentIntent, expand: Expand): object {
  const whole = expanded(call, intent, expand);
  return call.caller === 'publishable' ? publishablePart(whole) : whole;
}

export function expanded(call: Call, intent: PaymentIntent, expand: Expand): Stripe.PaymentIntent {
  const { charges, paymentMethods } = call.store;
  const rendered = renderPaymentIntent(intent);
  const { latestChargeId, paymentMethodId } = intent;
  const charge = expand.has('latest_charge') && latestChargeId && charges.find(latestChargeId);
  const method =
    expand.has('payment_method') && paymentMethodId && paymentMethods.find(paymentMethodId);
  return {
    ...rendered,
    ...(charge ? { latest_charge: renderCharge(charge) } : {}),
    ...(method ? { payment_method: renderPaymentMethod(method) } : {}),
  };
}
