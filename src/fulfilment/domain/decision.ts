import type { Order } from '../../orders/domain/order.js';
import type { Parcel } from './parcel.js';
import type { ParcelKind } from './parcel-state.js';
import type { Remaining } from './remaining.js';

/** What a decision is about: the order and its parcels, read in the transaction that changes them. */
export interface Situation {
  order: Order;
  parcels: readonly Parcel[];
  isRefundPending: boolean;
  /** When the shopper withdrew from the contract; null if that did not happen, or a person has dismissed it. */
  withdrawnAt: Date | null;
}

export type ParcelChange =
  | { event: 'parcel_packed'; number: number; kind: ParcelKind; lines: readonly Remaining[] }
  | {
      event: 'parcel_sent';
      number: number;
      carrier: string | null;
      trackingNumber: string | null;
    }
  | { event: 'parcel_collected' | 'parcel_undone' | 'parcel_unpacked'; number: number };

/** `refused`: a sentence with the reason. `changes`: in this order; empty if it was done before. */
export type Decision = { refused: string } | { number: number; changes: ParcelChange[] };
