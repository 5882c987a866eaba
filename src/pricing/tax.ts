import type { Money } from '../money/money.js';

/** What the rate of a line depends on. */
export const TAX_CATEGORIES = ['book', 'ebook', 'other'] as const;
export type TaxCategory = (typeof TAX_CATEGORIES)[number];

/** `goods`: as the lines are, in proportion of their prices. So is `delivery` where it has no rate of its own. */
export type TaxedAs = TaxCategory | 'delivery' | 'goods';

/** Something in a price that is taxed. */
export interface TaxedItem {
  /** Negative for a deduction. */
  amount: Money;
  taxedAs: TaxedAs;
}

/** What is taxed at one rate. `net` and `tax` add up to `gross`; of all parts, `gross` adds up to the total. */
export interface TaxPart {
  /** Of the tax: “VAT”. */
  name: string;
  /** Per cent, such as `7` or `8.25`. */
  rate: string;
  /** Of the lines in it. */
  categories: readonly TaxCategory[];
  net: Money;
  tax: Money;
  gross: Money;
}

export interface Tax {
  /** The prices include it: it adds nothing to the total. */
  isIncluded: boolean;
  /** Where the order goes is not known yet. */
  isEstimated: boolean;
  /** The highest rate first. A rate of 0 is a part, too. */
  parts: readonly TaxPart[];
}
