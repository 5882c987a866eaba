import type { ConfirmPaymentData } from '@stripe/stripe-js';
import type { AddressValue } from '../wire/contact-value.js';

interface Contact {
  name: string;
  phone?: string;
  address: AddressValue['address'];
}

/** What other elements than the card's bring along. */
export interface Collected {
  shipping?: Contact;
  billingDetails?: Partial<Contact> & { email?: string };
}

export const both = (one: Collected, other: Collected): Collected => ({
  ...one,
  ...other,
  billingDetails: { ...one.billingDetails, ...other.billingDetails },
});

/** What the shopper typed comes before what the page passed. */
export function withCollected(
  params: Partial<ConfirmPaymentData>,
  { shipping, billingDetails }: Collected,
): Record<string, unknown> {
  const sent = { ...params, ...(shipping && { shipping }) };
  // A payment method that exists already has details of its own.
  if (params.payment_method !== undefined) return sent;
  const given = params.payment_method_data?.billing_details;
  const billing_details = { ...given, ...billingDetails };
  return { ...sent, payment_method_data: { ...params.payment_method_data, billing_details } };
}
