import { type CardBrand, brandOf } from './card-number.js';
import type { CheckedCard } from './card-check.js';
import { type BillingDetails, NO_BILLING_DETAILS } from './contact.js';
import type { Metadata } from './metadata.js';
import type { CardBehaviour, TestCard } from './test-cards.js';

export const ALLOW_REDISPLAY = ['always', 'limited', 'unspecified'] as const;

export interface PaymentMethodTerms {
  allowRedisplay: (typeof ALLOW_REDISPLAY)[number];
  billingDetails: BillingDetails;
  metadata: Metadata;
}

export const NO_METHOD_TERMS: PaymentMethodTerms = {
  allowRedisplay: 'unspecified',
  billingDetails: NO_BILLING_DETAILS,
  metadata: {},
};

/** What is kept of a card: nothing a whole number or a security code could be made of. */
export interface PaymentMethod extends PaymentMethodTerms {
  id: string;
  created: number;
  card: {
    brand: CardBrand;
    last4: string;
    expMonth: number;
    expYear: number;
    funding: TestCard['funding'];
    fingerprint: string;
    hasCvc: boolean;
  };
  behaviour: CardBehaviour;
  /** Whose it is; they may use it again and again. */
  customerId: string | null;
  /** Used while it was nobody's, or taken from somebody: it may not be used again. */
  isSpent: boolean;
}

interface Identity {
  id: string;
  created: number;
  fingerprint: string;
}

export function paymentMethodOf(
  card: CheckedCard,
  terms: PaymentMethodTerms,
  { id, created, fingerprint }: Identity,
): PaymentMethod {
  const { testCard, expMonth, expYear, hasCvc } = card;
  return {
    ...terms,
    id,
    created,
    card: {
      brand: brandOf(testCard.number),
      last4: testCard.number.slice(-4),
      expMonth,
      expYear,
      funding: testCard.funding,
      fingerprint,
      hasCvc,
    },
    behaviour: testCard.behaviour,
    customerId: null,
    isSpent: false,
  };
}

export function attached(method: PaymentMethod, customerId: string): PaymentMethod {
  return { ...method, customerId };
}

export function detached(method: PaymentMethod): PaymentMethod {
  return { ...method, customerId: null, isSpent: true };
}

/** After a payment. */
export function used(method: PaymentMethod): PaymentMethod {
  return { ...method, isSpent: method.customerId === null };
}
