import type { Order } from '../../orders/domain/order.js';
import type { Parcel } from './parcel.js';
import { hasLeft } from './parcel-state.js';

/**
 * Whether what is to be packed of the order may have left the shop already, between the backup and its restore at that
 * time. False while something of it has left since: a person has compared it.
 */
export function mayHaveLeft(
  { placedAt }: Pick<Order, 'placedAt'>,
  parcels: readonly Pick<Parcel, 'state' | 'sentAt'>[],
  restoredAt: Date,
): boolean {
  if (placedAt >= restoredAt) return false;
  return !parcels.some(({ state, sentAt }) => hasLeft(state) && sentAt !== null && sentAt >= restoredAt); // prettier-ignore
}
