import type { Address } from '../../pricing/delivery.js';

/** What a shopper last entered on the delivery page. */
export interface DeliveryDraft {
  /** A country, or `pickup`. */
  destination: string;
  method: string;
  /** Null for `pickup`. */
  address: Address | null;
}
