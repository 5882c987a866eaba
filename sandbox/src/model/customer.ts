import type { Address, Shipping } from './contact.js';
import type { Metadata } from './metadata.js';

/** What may be written on a customer at any time. */
export interface CustomerTerms {
  address: Address | null;
  businessName: string | null;
  description: string | null;
  email: string | null;
  individualName: string | null;
  metadata: Metadata;
  name: string | null;
  phone: string | null;
  preferredLocales: string[];
  shipping: Shipping | null;
}

/** Somebody the shop knows by name. Once deleted they stay found, as nothing but their id. */
export interface Customer extends CustomerTerms {
  id: string;
  created: number;
  invoicePrefix: string;
  isDeleted: boolean;
}

export const NO_CUSTOMER_TERMS: CustomerTerms = {
  address: null,
  businessName: null,
  description: null,
  email: null,
  individualName: null,
  metadata: {},
  name: null,
  phone: null,
  preferredLocales: [],
  shipping: null,
};

/** What was written on them is forgotten; whatever names them goes on naming them. */
export function deleted({ id, created, invoicePrefix }: Customer): Customer {
  return { ...NO_CUSTOMER_TERMS, id, created, invoicePrefix, isDeleted: true };
}
