import type { MoneyDifference } from './compare-money.js';

/** What the shop and Stripe may say different things about. */
export type DiscrepancyKind = MoneyDifference | 'payment_of_no_order';
