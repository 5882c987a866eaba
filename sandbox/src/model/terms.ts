import type { Shipping } from './contact.js';
import type { Metadata } from './metadata.js';

/** What may be written on an intent at any time, and changes nothing about the payment. */
export interface Terms {
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  shipping: Shipping | null;
  statementDescriptorSuffix: string | null;
}

export const NO_TERMS: Terms = {
  description: null,
  metadata: {},
  receiptEmail: null,
  shipping: null,
  statementDescriptorSuffix: null,
};

/** Of something that has more than terms. */
export function termsOf(whole: Terms): Terms {
  const { description, metadata, receiptEmail, shipping, statementDescriptorSuffix } = whole;
  return { description, metadata, receiptEmail, shipping, statementDescriptorSuffix };
}
