import type { Shipping } from './contact.js';
import type { Decline } from './decline.js';
import type { Metadata } from './metadata.js';
import type { PaymentMethod } from './payment-method.js';

/** One attempt at taking the money. What it was charged with is frozen in it. */
export interface Charge {
  id: string;
  created: number;
  paymentIntentId: string;
  amount: number;
  currency: string;
  /** null: the money was taken. */
  decline: Decline | null;
  paymentMethod: PaymentMethod;
  description: string | null;
  metadata: Metadata;
  receiptEmail: string | null;
  shipping: Shipping | null;
  statementDescriptor: string | null;
  statementDescriptorSuffix: string | null;
}
