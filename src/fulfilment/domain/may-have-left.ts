import type { Order } from '../../orders/domain/order.js';

const HAS_LEFT = /^parcel_(sent|collected)$/;

/**
 * Whether what is to be packed of the order may have left the shop already, between the backup and its restore at that
 * time. False once something of it has left since: a person has compared it.
 */
export function mayHaveLeft(
  { placedAt, timeline }: Pick<Order, 'placedAt' | 'timeline'>,
  restoredAt: Date,
): boolean {
  return (
    placedAt < restoredAt &&
    !timeline.some(({ event, at }) => at >= restoredAt && HAS_LEFT.test(event))
  );
}
