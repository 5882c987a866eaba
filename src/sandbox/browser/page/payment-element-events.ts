import type {
  StripeError,
  StripePaymentElementAvailablePaymentMethodsChangeEvent,
  StripePaymentElementCardDetailsChangeEvent,
  StripePaymentElementChangeEvent,
  StripePaymentElementSavedPaymentMethodRemoveEvent,
  StripePaymentElementSavedPaymentMethodUpdateEvent,
} from '@stripe/stripe-js';

interface Plain {
  elementType: 'payment';
}

export interface PaymentElementEvents {
  ready: Plain;
  focus: Plain;
  blur: Plain;
  escape: Plain;
  loaderstart: Plain;
  loaderror: Plain & { error: StripeError };
  change: StripePaymentElementChangeEvent;
  // May be listened for; a sandbox that takes one kind of card has nothing to tell about them.
  carddetailschange: StripePaymentElementCardDetailsChangeEvent;
  savedpaymentmethodupdate: StripePaymentElementSavedPaymentMethodUpdateEvent;
  savedpaymentmethodremove: StripePaymentElementSavedPaymentMethodRemoveEvent;
  availablepaymentmethodschange: StripePaymentElementAvailablePaymentMethodsChangeEvent;
}

export const PAYMENT: Plain = { elementType: 'payment' };
