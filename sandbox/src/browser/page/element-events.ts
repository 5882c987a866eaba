import type {
  StripeError,
  StripePaymentElementAvailablePaymentMethodsChangeEvent,
  StripePaymentElementCardDetailsChangeEvent,
  StripePaymentElementSavedPaymentMethodRemoveEvent,
  StripePaymentElementSavedPaymentMethodUpdateEvent,
} from '@stripe/stripe-js';
import type { ElementType } from '../wire/element-type.js';

/** May be listened for; a sandbox that takes one kind of card has nothing to tell about them. */
interface NeverHappening {
  carddetailschange: StripePaymentElementCardDetailsChangeEvent;
  savedpaymentmethodupdate: StripePaymentElementSavedPaymentMethodUpdateEvent;
  savedpaymentmethodremove: StripePaymentElementSavedPaymentMethodRemoveEvent;
  availablepaymentmethodschange: StripePaymentElementAvailablePaymentMethodsChangeEvent;
}

interface Plain<Type extends ElementType> {
  elementType: Type;
}

export interface ElementEvents<Type extends ElementType, Change> extends NeverHappening {
  ready: Plain<Type>;
  focus: Plain<Type>;
  blur: Plain<Type>;
  escape: Plain<Type>;
  loaderstart: Plain<Type>;
  loaderror: Plain<Type> & { error: StripeError };
  change: Change;
}
