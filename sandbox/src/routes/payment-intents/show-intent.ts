import type { Call } from '../../api/endpoint.js';
import type { PaymentIntent } from '../../model/payment-intent.js';
import { publishablePart, renderPaymentIntent } from '../../wire/payment-intent.js';

/** As the caller may see it. */
export function showIntent({ caller }: Call, intent: PaymentIntent): object {
  const whole = renderPaymentIntent(intent);
  return caller === 'publishable' ? publishablePart(whole) : whole;
}
