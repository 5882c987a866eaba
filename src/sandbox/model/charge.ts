import type { Decline } from './decline.js';
import type { PaymentMethod } from './payment-method.js';
import type { Terms } from './terms.js';

/** One attempt at taking the money. What it was charged with is frozen in it. */
export interface Charge extends Terms {
  id: string;
  created: number;
  paymentIntentId: string;
  amount: number;
  currency: string;
  customerId: string | null;
  /** null: the bank said yes. */
  decline: Decline | null;
  paymentMethod: PaymentMethod;
  /** The shopper passed 3-D Secure. */
  isAuthenticated: boolean;
  /** What of the amount was taken; null: nothing, it is authorized only, or declined. */
  capturedAmount: number | null;
  /** What was authorized and given back without being taken. */
  releasedAmount: number;
  /** null until the balance has the money. */
  balanceTransactionId: string | null;
}
