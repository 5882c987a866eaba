import type Stripe from 'stripe';
import type { PaymentRequest } from '../payment-gateway.js';
import type { Shipping } from '../payment.js';

/** A function of the request alone: under the same idempotency key Stripe expects the same parameters. */
export function toCreateParams({
  orderId,
  orderNumber,
  amount,
  description,
  shipping,
}: Omit<PaymentRequest, 'idempotencyKey'>): Stripe.PaymentIntentCreateParams {
  return {
    amount: amount.minor,
    currency: amount.currency,
    automatic_payment_methods: { enabled: true },
    description,
    metadata: { order_id: orderId, folio_order: String(orderNumber) },
    ...(shipping && { shipping: toShipping(shipping) }),
  };
}

/** Set by the server, so that no browser can change it: Stripe refuses that at the confirmation. */
function toShipping({ name, phone, address }: Shipping): Stripe.PaymentIntentCreateParams.Shipping {
  const { line1, line2, city, state, postalCode, country } = address;
  return {
    name,
    ...(phone && { phone }),
    address: {
      line1,
      ...(line2 && { line2 }),
      ...(city && { city }),
      ...(state && { state }),
      ...(postalCode && { postal_code: postalCode }),
      country,
    },
  };
}
