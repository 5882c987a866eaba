import { type CardBrand, brandOf } from './card-number.js';
import type { CheckedCard } from './card-check.js';
import type { BillingDetails } from './contact.js';
import type { CardBehaviour, TestCard } from './test-cards.js';

/** What is kept of a card: nothing a whole number or a security code could be made of. */
export interface PaymentMethod {
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
  billingDetails: BillingDetails;
}

interface Identity {
  id: string;
  created: number;
  fingerprint: string;
}

export function paymentMethodOf(
  card: CheckedCard,
  billingDetails: BillingDetails,
  { id, created, fingerprint }: Identity,
): PaymentMethod {
  const { testCard, expMonth, expYear, hasCvc } = card;
  return {
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
    billingDetails,
  };
}
