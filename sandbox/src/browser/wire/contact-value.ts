import type {
  StripeAddressElementChangeEvent,
  StripeLinkAuthenticationElementChangeEvent,
} from '@stripe/stripe-js';

export type AddressValue = StripeAddressElementChangeEvent['value'];

export type EmailValue = StripeLinkAuthenticationElementChangeEvent['value'];

/** What the page may read of an element. A card has nothing of the kind. */
export type ContactValue = AddressValue | EmailValue;
