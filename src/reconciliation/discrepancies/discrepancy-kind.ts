import type { MoneyDifference } from './compare-money.js';

export type DiscrepancyKind = MoneyDifference | 'payment_of_no_order';
